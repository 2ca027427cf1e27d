import { z } from 'zod';
import { day } from './moment.ts';
import { id, strict, text } from './strict.ts';

/** One service that customers know. */
const componentSchema = strict({
  id: id().meta({ description: 'Its word in postmortems and its address, /components/<id>/.' }),
  name: text(60).meta({ description: 'What customers call it.' }),
  description: text(300).optional().meta({ description: 'What it does, in a sentence.' }),
  group: text(60).optional().meta({ description: 'The heading under which it is shown.' }),
  dependsOn: z.array(id()).default([]).meta({ description: 'Components that it cannot work without.' }),
  since: day()
    .optional()
    .meta({ description: 'The day from which it was offered; earlier days count for nothing.' }),
});

/** `components.yaml`: the services in the order in which they are shown. */
export const componentsSchema = z.array(componentSchema).min(1);

export type Component = z.output<typeof componentSchema>;
