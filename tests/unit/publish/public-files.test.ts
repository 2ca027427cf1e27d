import { describe, expect, it } from 'vitest';
import { publicFields, publicSite } from '../../../src/publish/public-files.ts';
import { type Postmortem, postmortemSchema } from '../../../src/schema/postmortem.ts';
import { siteSchema } from '../../../src/schema/site.ts';

/** Something under each field of a schema. */
const everything = (shape: object) => Object.fromEntries(Object.keys(shape).map((name) => [name, 'x']));
const published = { status: 'published' } as Postmortem;

describe('what is published', () => {
  it('of a postmortem is each field but its approvals, and none that nobody has listed', () => {
    const all = everything(postmortemSchema.shape);
    const { approvals, ...open } = all;
    expect(approvals).toBe('x');
    expect(publicFields({ ...all, reviewers: 'x' }, published, false, () => true)).toEqual(open);
  });

  it('of site.yaml leaves back policies and whatever nobody has listed', () => {
    const all = everything(siteSchema.in.shape);
    const publication = { dueDays: 7, approvals: { sev1: ['legal'] } };
    const redaction = { placeholder: 'none', terms: '../terms.txt', accept: [] };
    expect(publicSite({ ...all, publication, redaction, reviewers: 'x' })).toEqual({
      ...all,
      publication: { dueDays: 7 },
      redaction: { placeholder: 'none' },
    });
    expect(publicSite({ name: 'T', redaction: { accept: [] } })).toEqual({ name: 'T' });
  });
});
