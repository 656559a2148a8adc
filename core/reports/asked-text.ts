import type { AskedModel } from '../models/questions/ask-model.ts';
import type { BehaviourExample, BehaviourResult } from '../models/questions/behaviour-result.ts';
import { figure } from './evaluation-text.ts';
import { plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';

/** What the model itself said, a line for each question; nothing where nobody asked it. */
export function askedText({ latency, behaviour, parity }: AskedModel, paint: Paint): readonly string[] {
  const lines: string[] = [];
  if ('lacking' in latency) lines.push(`  latency was not measured: ${latency.lacking}`);
  else {
    const { questions, latency_p50_ms, latency_p95_ms, latency_p99_ms } = latency;
    const times = `latency p50 ${figure(latency_p50_ms)}, p95 ${figure(latency_p95_ms)}, p99 ${figure(latency_p99_ms)} ms`;
    lines.push(
      `  ${times} ${paint.dim(`for ${plural(questions, 'single row')}, one after the other, on this machine`)}`,
    );
  }
  if (!('lacking' in behaviour)) lines.push(...behaviour.flatMap((test) => testLines(test, paint)));
  if (!('lacking' in parity)) {
    const how = parity.passed ? 'sees and says the same as training' : 'differs from training';
    lines.push(`  serving ${how} ${paint.dim(`in ${plural(parity.rows, 'row')} of the test split`)}`);
  }
  return lines;
}

function testLines({ name, kind, passed, rows, reason, examples }: BehaviourResult, paint: Paint): readonly string[] {
  const mark = passed ? paint.green('✓') : paint.red('✗');
  const about = paint.dim(`· ${kind}, ${plural(rows, 'row')}: ${reason}`);
  const shown = passed ? [] : examples.slice(0, 3).map((example) => paint.dim(`      ${exampleInWords(example)}`));
  return [`  ${mark} ${name} ${about}`, ...shown];
}

/** `2013-01-26-EV-4636-EWR: 0.3142, changed 0.272`. */
export function exampleInWords({ key, before, after }: BehaviourExample): string {
  const row = Object.values(key).map(told).join(', ');
  return `${row}: ${told(before)}${after === null ? '' : `, changed ${told(after)}`}`;
}

function told(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : figure(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
