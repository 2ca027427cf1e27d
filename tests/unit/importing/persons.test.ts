import { describe, expect, it } from 'vitest';
import { Persons } from '../../../src/importing/persons.ts';

describe('the names of persons', () => {
  it.each([
    ['Bo Li', 'Bo asks Li', 'a responder asks a responder'],
    ["Sean O'Brien", "O’Brien and o'brien", 'a responder and a responder'],
    ['Jürgen Weiß', 'Ju\u0308rgen looks', 'a responder looks'],
    ['李雷', '由李雷处理', '由a responder处理'],
    ['jane.doe@quay.example', 'JANE.DOE looks', 'a responder looks'],
    ['Eva Müller-Lenz', 'Lenz asks Müller-Lenz', 'a responder asks a responder'],
    ['Zoé Mullerová', 'Zoe Mullerova asks ZOÉ', 'a responder asks a responder'],
    ['Zoe Mullerova', 'Zoé asks Mullerová', 'a responder asks a responder'],
    ['123jane', '123Jane looks, 123 times', 'a responder looks, 123 times'],
    ['Jane Doe; Bo/Li (she & they)', 'Doe, Bo and Li', 'a responder and a responder'],
    ['김이', '김인 김이', '김인 a responder'],
    ['x y', 'janedoe@corp asks root@db-1.', 'a responder asks a responder.'],
    ['x y', 'act@v4, img@sha256:0a, pkg@latest, p@1.2', 'act@v4, img@sha256:0a, pkg@latest, p@1.2'],
    ['Jane Doe 2nd', 'the 2nd by Jane', 'the 2nd by a responder'],
  ])('%s are taken out however they are written', (name, text, plain) => {
    const persons = new Persons();
    persons.add(name);
    expect(persons.without(text)).toBe(plain);
  });

  it('leave the accents of what is none', () => {
    const persons = new Persons();
    persons.add('Zoé');
    expect(persons.without('Zoé: Žofie’s café, が, Zoéx')).toBe('a responder: Žofie’s café, が, Zoéx');
  });

  it('that are words as well leave the words', () => {
    const persons = new Persons();
    for (const name of ['An Nguyen', 'Mark Will']) persons.add(name);
    expect(persons.without('An alert will mark it, says Mark.')).toBe(
      'An alert will mark it, says a responder.',
    );
  });
});
