import { type LineageInText, lineageText } from './lineage-text.ts';
import type { Paint } from './paint.ts';
import { show } from './values-in-words.ts';

/** What the log says of a prediction, as far as a person wants to read it. */
export interface PredictionInText {
  readonly id: string;
  readonly at: string;
  readonly deployment: string;
  readonly model: string;
  readonly version: number;
  readonly role: string;
  readonly key?: Readonly<Record<string, unknown>>;
  readonly features?: Readonly<Record<string, unknown>>;
  readonly prediction?: unknown;
  readonly score?: unknown;
  readonly latency_ms: number;
  readonly error?: string;
}

interface Origin extends Pick<LineageInText, 'edges'> {
  readonly focus: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly detail: string | undefined;
    readonly target: Place | undefined;
  }[];
}

interface Place {
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** A prediction for a terminal: what was asked and answered, and under it as a tree what it came from, with lines of code. */
export function explanationText(prediction: PredictionInText, origin: Origin, paint: Paint): string {
  const { id, at, deployment, model, version, role, key, features, latency_ms, error } = prediction;
  const answer =
    error === undefined
      ? `${show(prediction.prediction)}${prediction.score === undefined ? '' : `, score ${show(prediction.score)}`}`
      : `failed: ${error}`;
  const head = [
    `${paint.bold(`prediction ${id}`)}  ${answer}`,
    `  answered  ${at} by ${model}@${version}, ${role} version of ${deployment}, in ${latency_ms.toFixed(1)} ms`,
    ...told('key', key),
    ...told('features', features),
  ];
  const nodes = origin.nodes.map(({ id, kind, label, detail, target }) => ({
    id,
    kind,
    name: kind === 'code' && target !== undefined ? `${target.file}:${target.range.start.line + 1}` : label,
    detail: kind === 'code' ? label : detail,
    file: target?.file ?? '',
  }));
  const focus = nodes.find((node) => node.id === origin.focus);
  const tree =
    focus === undefined ? [] : lineageText(focus, { nodes, edges: origin.edges }, ['up'], paint).split('\n').slice(1);
  return [...head, ...tree].join('\n');
}

/** A request that gave all features has no key, and the log may leave features out. */
function told(title: string, values: Readonly<Record<string, unknown>> = {}): readonly string[] {
  return Object.keys(values).length === 0 ? [] : [`  ${title.padEnd(8)}  ${pairs(values)}`];
}

const pairs = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${show(value)}`)
    .join(', ');
