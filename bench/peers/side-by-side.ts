import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { SuiteResult } from '../../core/expectations/result.ts';
import { type Cost, costOf } from '../cost.ts';
import { validated } from '../validated.ts';
import { greatExpectations, readRound, startGreatExpectations } from './great-expectations.ts';
import { type ProcessCost, plumbline, processCost, type ResultFormat } from './processes.ts';
import type { SuiteFile } from './suite-file.ts';
import { sameWork, type Verdict, verdictsOf } from './verdicts.ts';

/** The same work, done by both. */
export interface Pair<T> {
  readonly ours: T;
  readonly theirs: T;
}

/** Reading and validating in processes that are loaded already, in rounds that take turns. */
export async function inside(
  suite: SuiteFile,
  data: string,
  folder: string,
  format: ResultFormat,
  rounds: number,
): Promise<readonly Pair<Cost>[]> {
  const engine = await startDuckDb({ folders: [folder] });
  const peer = startGreatExpectations(suite.path, data, format);
  const pairs: Pair<Cost>[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      let verdicts: readonly Verdict[] = [];
      const ours = await costOf(async () => {
        verdicts = verdictsOf(await validated(suite.expectations, data, engine, format));
      });
      const theirs = await peer.round();
      sameWork(suite.expectations.length, verdicts, theirs.verdicts);
      pairs.push({ ours, theirs: theirs.cost });
    }
  } finally {
    peer.stop();
    await engine.dispose();
  }
  return pairs;
}

/** Whole processes, from start to verdict, in rounds that take turns. */
export async function fromStart(
  suite: SuiteFile,
  data: string,
  format: ResultFormat,
  rounds: number,
): Promise<readonly Pair<ProcessCost>[]> {
  const pairs: Pair<ProcessCost>[] = [];
  for (let round = 0; round < rounds; round++) {
    const ours = await processCost(plumbline(suite.path, data, format));
    const theirs = await processCost(greatExpectations(suite.path, data, format));
    const verdicts = verdictsOf(JSON.parse(ours.output) as SuiteResult);
    sameWork(suite.expectations.length, verdicts, readRound(theirs.output).verdicts);
    pairs.push({ ours, theirs });
  }
  return pairs;
}
