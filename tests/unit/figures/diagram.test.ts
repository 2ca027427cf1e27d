import { describe, expect, it } from 'vitest';
import { diagramProblems, drawDiagram } from '../../../src/figures/diagram.ts';

const UNSAFE = /<script|<style|style=|href|<a\b|<image|<img|<title|\bid=|url\(|\bon\w+=|javascript|CLUTTER/i;

describe('a diagram', () => {
  it('is drawn of shapes and classes alone, whatever its source asks for', async () => {
    const dot = `digraph {
      graph [URL="https://x.example/", stylesheet="https://x.example/CLUTTER.css", tooltip="CLUTTER"]
      a [URL="javascript:alert(1)", tooltip="CLUTTER", target="_top", id="CLUTTER", class="failed CLUTTER"]
      b [image="/etc/hostname", shape=none, color="#ff0000", fontname="CLUTTER", comment="CLUTTER"]
      c [label=<<TABLE HREF="https://x.example/"><TR><TD><IMG SRC="CLUTTER.png"/></TD><TD TITLE="CLUTTER">cell</TD></TR></TABLE>>]
      a -> b [edgeURL="https://x.example/", labeltooltip="CLUTTER", label="asks", style=dashed, penwidth=3]
      b -> c [style=filled, fillcolor="red:blue"]
    }`;
    expect(await diagramProblems(dot)).toEqual([]);
    const { svg } = await drawDiagram(dot, 'Who asks <whom>');
    expect(svg).toMatch(
      /^<svg viewBox="0 0 \d+ \d+" width="\d+" height="\d+" class="diagram-drawing is-small" role="img" aria-label="Who asks <whom>"/,
    );
    expect(svg).not.toMatch(UNSAFE);
    expect(svg).not.toMatch(/fill="(?!none)|stroke="|font-family/);
    expect(svg).toContain('class="node failed"');
    expect(svg).toContain('stroke-dasharray="5 2"');
    expect((await drawDiagram(dot, 'Who asks <whom>')).svg).toBe(svg);
  });

  it('is there as text: its edges, its groups and what stands alone', async () => {
    const { outline } = await drawDiagram(
      `digraph {
        subgraph cluster_eu { label="In Europe"; web [label="Web\\nsite"]; store }
        web -> store:p [label="asks"]
        store [shape=record, label="{<p> store | <q> disk}"]
        web -> hidden [style=invis]
        hidden [style=invis]
        alone [label=<<B>All</B> alone>]
      }`,
      'x',
    );
    expect(outline).toEqual({
      edges: [{ from: 'Web site', to: 'store disk', isDirected: true, label: 'asks' }],
      alone: ['All alone'],
      groups: [{ label: 'In Europe', members: ['Web site', 'store disk'] }],
    });
    const undirected = await drawDiagram('graph { a -- b }', 'x');
    expect(undirected.outline.edges).toEqual([{ from: 'a', to: 'b', isDirected: false, label: '' }]);
  });
});

describe('a diagram that cannot be drawn is told with its place:', () => {
  it.each<[string, string, string, number, string | undefined]>([
    ['nothing', ' \n', 'bad-diagram', 0, 'it is empty'],
    ['no nodes', 'digraph { }', 'bad-diagram', 0, 'it has no nodes'],
    [
      'an edge to nowhere',
      'digraph {\n  a -> b\n  KSECRET -> -> c\n}',
      'bad-diagram',
      19,
      'it is not DOT from here on',
    ],
    ['the other arrow', 'graph {\n  a -> b\n}', 'bad-diagram', 8, 'it is not DOT from here on'],
    ['text', 'KSECRET', 'bad-diagram', 0, 'it is not DOT from here on'],
    ['a comment', 'graph {\n  // KSECRET\n a }', 'no-comments', 10, undefined],
    ['a comment of lines', 'graph { a /* KSECRET */ }', 'no-comments', 10, undefined],
    ['a line that a preprocessor would read', 'graph {\n# KSECRET\n a }', 'no-comments', 8, undefined],
    [
      'too much of it',
      `graph { ${'a -- b; '.repeat(1001)} }`,
      'bad-diagram',
      0,
      'it is longer than 8000 characters',
    ],
    [
      'too many nodes',
      `graph { ${Array.from({ length: 81 }, (_, node) => `n${node};`).join('')} }`,
      'bad-diagram',
      0,
      'it has more than 80 nodes and groups',
    ],
  ])('%s', async (_, dot, code, offset, detail) => {
    expect(await diagramProblems(dot)).toEqual([{ code, offset, ...(detail ? { detail } : {}) }]);
  });

  it('but not an address in a string', async () => {
    expect(await diagramProblems('graph { a [label="https://x.example/ \\" # no comment"] }')).toEqual([]);
  });
});
