import XMLBuilder from 'fast-xml-builder';

/** What stands in an element: text, or attributes (`@name`), elements by their names and text (`#text`). */
export type Xml = string | { [name: string]: Xml | readonly Xml[] };

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  // A value of "true" would lose its value.
  suppressBooleanAttributes: false,
  // White space around a text would be part of it.
  format: false,
});

/** An XML document of one element. Texts are escaped, and what XML 1.0 has no place for is left out of them. */
export const asXml = (name: string, root: Xml): string =>
  `${builder.build({ '?xml': { '@version': '1.0', '@encoding': 'utf-8' }, [name]: root })}\n`;
