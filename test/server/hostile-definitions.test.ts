import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CompletionItem, Hover } from 'vscode-languageserver/node';
import type { TreeNode } from '../../core/views/tree.ts';
import { filesIn, startServer } from './kit.ts';

// A picture in a hover is fetched by the editor as soon as it is shown, from wherever the definition says.
const PICTURE = '![x](https://example.org/x.png)';
const FILES = `-- plumbline.yaml --
project: hostile
-- orders.feature-group.yaml --
name: orders
version: 1
description: "${PICTURE}"
owner: "${PICTURE}"
primary_key: [id]
features:
  - { name: id, type: bigint, description: "${PICTURE}", unit: "${PICTURE}", function: "f.py::id" }
-- orders.expectations.yaml --
name: orders
feature_group: orders@1
description: "${PICTURE}"
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: id }
-- f.py --
def id(x: "\`\`\`"):
    """${PICTURE}"""
`;
const SUITE = filesIn(FILES)['orders.expectations.yaml'] ?? '';
const GROUP = filesIn(FILES)['orders.feature-group.yaml'] ?? '';
const hasPicture = (markdown: string) => markdown.includes('![');

const server = await startServer();
after(() => server.stop());
const project = await server.project(FILES);

test('a hover shows no picture that a definition names', async () => {
  const places = [
    ['orders.expectations.yaml', SUITE.replace('orders@1', 'or|ders@1')],
    ['orders.expectations.yaml', SUITE.replace('column: id', 'column: i|d')],
    ['orders.feature-group.yaml', GROUP.replace('f.py::id', 'f.py::i|d')],
  ] as const;
  for (const [file, marked] of places) {
    const { contents } = await project.at<Hover>('textDocument/hover', file, marked);
    const { value } = contents as { value: string };
    assert.match(value, /example\.org/);
    assert.equal(hasPicture(value), false, value);
  }
});

test('a proposal shows no picture that a definition names', async () => {
  const marked = [
    ['orders.expectations.yaml', SUITE.replace('column: id', 'column: |')],
    ['orders.expectations.yaml', SUITE.replace('orders@1', '|')],
    ['orders.feature-group.yaml', GROUP.replace('f.py::id', '|')],
  ] as const;
  for (const [file, text] of marked) {
    const items = await project.completions(file, text);
    const said = items.map(({ documentation }: CompletionItem) => (documentation as { value: string })?.value ?? '');
    assert.ok(said.some((each) => each.includes('example.org')));
    assert.deepEqual(said.filter(hasPicture), []);
  }
});

test('the feature store shows no picture that a definition names', async () => {
  const rows = (nodes: readonly TreeNode[]): readonly TreeNode[] =>
    nodes.flatMap((node) => [node, ...rows(node.children ?? [])]);
  const tree = rows(await project.request<readonly TreeNode[]>('plumbline/featureStore', null));
  const tooltips = tree.map(({ tooltip = '' }) => tooltip);
  assert.ok(tooltips.some((each) => each.includes('example.org')));
  assert.deepEqual(tooltips.filter(hasPicture), []);
});
