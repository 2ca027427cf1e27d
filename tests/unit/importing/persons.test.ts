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
  ])('%s are taken out however they are written', (name, text, plain) => {
    const persons = new Persons();
    persons.add(name);
    expect(persons.without(text)).toBe(plain);
  });

  it('that are words as well leave the words', () => {
    const persons = new Persons();
    for (const name of ['An Nguyen', 'Mark Will']) persons.add(name);
    expect(persons.without('An alert will mark it, says Mark.')).toBe(
      'An alert will mark it, says a responder.',
    );
  });
});
