import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import type { DriftResult, FeatureDrift } from '../../core/monitoring/drift-result.ts';
import { findDrift } from '../../core/monitoring/find-drift.ts';
import type { Rows } from '../../core/monitoring/rows.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { driftText, reasonOf } from '../../core/reports/drift-words.ts';
import { pageOfDrift } from '../../core/views/page-of-drift.ts';
import type { Action, Call } from '../commands.ts';
import { type HowToCompare, howByMonitor, howByOptions } from '../drift-options.ts';
import { type DriftSide, driftSide } from '../drift-side.ts';
import { EXIT } from '../exit-codes.ts';
import { type MonitorFile, monitorSide } from '../monitor-side.ts';
import { monitorToRun } from '../monitor-to-run.ts';
import { type OpenProject, openProject } from '../open-project.ts';
import { recordDrift } from '../record-drift.ts';
import { beginRun, recorded } from '../run-record.ts';

/** `plumbline drift --reference A --current B`, or `plumbline drift MONITOR`: which features moved, and how far. */
export const drift: Action = (call) =>
  withTemporaryFolder(async (temporary) => {
    const work = await whatToCompare(call, temporary);
    const { result, id } = await compareAndRecord(work, call);
    tell(work, result, id, call);
    return exitCode(work, result, call);
  });

interface Work {
  readonly reference: DriftSide;
  readonly current: DriftSide;
  readonly how: HowToCompare;
  readonly monitor: MonitorFile | undefined;
  /** The project, if one was needed: there the result is kept. */
  readonly home: OpenProject | undefined;
}

async function whatToCompare({ args, options, output, signal }: Call, temporary: string): Promise<Work> {
  let opened: OpenProject | undefined;
  const home = async () => {
    opened ??= await openProject(output.options, signal);
    return opened;
  };
  const name = args[0] as string | undefined;
  if (name !== undefined) {
    refuseWithMonitor(name, options);
    const { project } = await home();
    const monitor = monitorToRun(project, name);
    const reference = await monitorSide(await home(), monitor, 'reference', temporary);
    const current = await monitorSide(await home(), monitor, 'current', temporary);
    return { reference, current, how: howByMonitor(monitor), monitor, home: opened };
  }
  if (options.reference === undefined || options.current === undefined) {
    throw new PlumblineError('usage', 'drift compares two sides', {
      why: options.reference === undefined ? '--reference is missing' : '--current is missing',
      help: 'plumbline drift --reference A --current B, or the name of a monitor',
    });
  }
  const how = howByOptions(options);
  const reference = await driftSide(String(options.reference), home);
  const current = await driftSide(String(options.current), home);
  return { reference, current, how, monitor: undefined, home: opened };
}

/** A monitor's file says all of it; what is given beside it would be passed over. */
function refuseWithMonitor(name: string, options: Call['options']): void {
  const given = Object.keys(options).find((key) => OWN_OPTIONS.has(key) && options[key] !== undefined);
  if (given === undefined) return;
  const flag = `--${given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new PlumblineError('usage', `${flag} stands beside the monitor ${name}`, {
    why: 'the file of a monitor says what is compared, and how',
    help: `change the file, or leave ${name} out`,
  });
}

const OWN_OPTIONS: ReadonlySet<string> = new Set([
  'reference',
  'current',
  'column',
  'type',
  'test',
  'threshold',
  'correction',
  'minRows',
]);

async function compareAndRecord(work: Work, call: Call): Promise<{ result: DriftResult; id: string | undefined }> {
  const { home, monitor, reference, current } = work;
  if (home === undefined) return { result: await compare(work, call), id: undefined };
  const registry = await openRegistry(home.storage);
  try {
    const name = monitor?.definition.name;
    const run = await beginRun(registry, home.project, {
      kind: 'drift',
      ...(name === undefined ? {} : { asset: { kind: 'monitor', name } }),
      params: { reference: reference.label, current: current.label },
    });
    const endOf = ({ result }: { result: DriftResult }) =>
      ({ status: result.drifted ? 'failed' : 'succeeded' }) as const;
    return await recorded(
      registry,
      run,
      call.signal,
      async () => {
        const began = Date.now();
        const result = await compare(work, call);
        const page = pageOfDrift(result, {
          monitor: name,
          file: monitor?.path,
          reference: reference.label,
          current: current.label,
          ranAt: new Date(began).toISOString(),
          seconds: (Date.now() - began) / 1000,
        });
        return { result, id: await recordDrift(registry, { run, result, page, monitor, reference, current }) };
      },
      endOf,
    );
  } finally {
    registry.dispose();
  }
}

async function compare({ reference, current, how }: Work, { output, signal }: Call): Promise<DriftResult> {
  const engine = await startDuckDb({
    folders: [...reference.reach.folders, ...current.reach.folders],
    files: [...reference.reach.files, ...current.reach.files],
  });
  try {
    const sides = await openBoth(engine, { reference, current }, signal);
    const columns = how.columns ?? comparedByDefault({ reference, current }, sides);
    for (const column of how.columns ?? []) assertKnown(column, sides);
    for (const column of Object.keys(how.kinds ?? {})) assertKnown(column, sides);
    const onFeature = (feature: string, fraction: number) =>
      output.event({ event: 'progress', message: `comparing ${feature}`, fraction });
    return await findDrift(engine, { ...how, ...sides, columns, onFeature }, { signal });
  } finally {
    await engine.dispose();
  }
}

interface Sides<T> {
  readonly reference: T;
  readonly current: T;
}

async function openBoth(engine: QueryEngine, { reference, current }: Sides<DriftSide>, signal: AbortSignal) {
  const rows = { reference: await reference.open(engine, { signal }), current: await current.open(engine, { signal }) };
  return {
    reference: { ...rows.reference, label: reference.label },
    current: { ...rows.current, label: current.label },
  };
}

/** What both sides would compare. A column that one of them lacks is told, unless that side never has all of them. */
function comparedByDefault({ reference, current }: Sides<DriftSide>, rows: Sides<Rows>): readonly string[] {
  const namesOf = ({ columns }: Rows) => columns.map(({ name }) => name);
  const all = [...new Set([...namesOf(rows.reference), ...namesOf(rows.current)])];
  const byOne = (side: DriftSide, own: Rows) => new Set(side.compares(side.isPart ? namesOf(own) : all));
  const byCurrent = byOne(current, rows.current);
  return [...byOne(reference, rows.reference)].filter((name) => byCurrent.has(name));
}

function assertKnown(column: string, { reference, current }: Sides<Rows>): void {
  const names = [...new Set([...reference.columns, ...current.columns].map(({ name }) => name))];
  if (names.includes(column)) return;
  const nearest = nearestName(column, names);
  throw new PlumblineError('usage', `there is no column ${column}`, {
    where: `${reference.label} and ${current.label}`,
    help: nearest === undefined ? `there is ${names.join(', ')}` : `did you mean ${nearest}?`,
  });
}

function tell({ reference, current, monitor }: Work, result: DriftResult, id: string | undefined, call: Call): void {
  const { output } = call;
  const { paint, options } = output;
  const value = {
    drifted: result.drifted,
    share: result.share,
    ...(monitor === undefined ? {} : { monitor: monitor.definition.name }),
    reference: { label: reference.label, rows: result.rows.reference },
    current: { label: current.label, rows: result.rows.current },
    features: result.features.map((each) => inJson(each, result)),
    ...(id === undefined ? {} : { result: id }),
  };
  const next = result.drifted && !options.quiet ? retraining(monitor) : [];
  const text = driftText(result, { reference: reference.label, current: current.label, paint, quiet: options.quiet });
  output.result('drift', !result.drifted, value, [text, ...next.map(paint.dim)].join('\n'));
}

/** What the monitor wants to be done about it; nobody trains a model unasked. */
function retraining(monitor: MonitorFile | undefined): readonly string[] {
  return (monitor?.definition.on_drift ?? []).flatMap((action) =>
    typeof action === 'object' && action?.retrain !== undefined ? [`  next: plumbline run ${action.retrain}`] : [],
  );
}

function inJson(each: FeatureDrift, { correction }: DriftResult) {
  const judged = each.state === 'judged' ? each : undefined;
  return {
    feature: each.feature,
    type: each.kind,
    test: each.state === 'too-few' ? null : (each.test ?? null),
    statistic: finite(judged?.statistic),
    p_value: finite(judged?.pValue),
    score: finite(judged?.score),
    threshold: judged?.threshold ?? null,
    drifted: each.drifted,
    reason: reasonOf(each, correction),
    ...(each.state === 'failed' ? { error: each.error.what, ...(each.error.help && { help: each.error.help }) } : {}),
  };
}

function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

/** Drift is a finding. What was asked for by name and could not be compared is none, and no success either. */
function exitCode({ how }: Work, { drifted, features }: DriftResult, { output }: Call): number {
  if (drifted) return output.options.failOn === 'never' ? EXIT.ok : EXIT.findings;
  const failed = features.filter(({ state }) => state === 'failed');
  const nothing = failed.length > 0 && failed.length === features.length;
  return nothing || (how.columns !== undefined && failed.length > 0) ? EXIT.failed : EXIT.ok;
}
