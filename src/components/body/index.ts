import Callout from './Callout.astro';
import Chart from './Chart.astro';
import Code from './Code.astro';
import Diagram from './Diagram.astro';
import Figure from './Figure.astro';
import Heading2 from './Heading2.astro';
import Heading3 from './Heading3.astro';
import Image from './Image.astro';
import Link from './Link.astro';
import Table from './Table.astro';

/** What Markdown elements and the components of a body become. */
export const bodyComponents = {
  Callout,
  Chart,
  Diagram,
  Figure,
  a: Link,
  h2: Heading2,
  h3: Heading3,
  img: Image,
  pre: Code,
  table: Table,
};
