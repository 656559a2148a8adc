import { resolve } from 'node:path';
import { profileToYaml, suiteOf } from '../../core/expectations/profile-to-yaml.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { writeAtomically } from '../../core/platform/write-atomically.ts';
import { wholeResult } from '../../core/registry/latest-results.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import type { StoredProfile } from '../../core/views/stored-profile.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import { assertWritable, suiteNamed } from '../suite-file.ts';

/** `plumbline profile --result ID --accept 1,2,5`: the proposals of a kept profile that a person chose, as a suite. No data is read. */
export const acceptProposals: Action = async ({ args, options, output, signal }) => {
  if (args[0] !== undefined) {
    throw new PlumblineError(
      'usage',
      `--result writes what was drawn before, and ${String(args[0])} is data to draw from`,
      {
        help: 'give the one or the other',
      },
    );
  }
  const id = String(options.result);
  const { drawn: kept } = await storedProfile(id, output.options, signal);
  const drawn = { ...kept, name: suiteNamed(options.name as string | undefined, kept.name) };
  const accepted = options.accept === undefined ? undefined : placesIn(String(options.accept), kept.proposals.length);
  const file = options.output as string | undefined;
  if (file !== undefined) await assertWritable(file);
  const yaml = profileToYaml(drawn, accepted);
  if (file !== undefined) await writeAtomically(resolve(file), yaml);
  const count = suiteOf(drawn, accepted).expectations.length;
  const value = {
    suite: yaml,
    result: id,
    accepted: count,
    of: kept.proposals.length,
    ...(file === undefined ? {} : { file }),
  };
  const told = output.options.quiet ? '' : `${file}: ${count} of ${plural(kept.proposals.length, 'proposal')}`;
  output.result('profile', true, value, file === undefined ? yaml : told);
  return EXIT.ok;
};

async function storedProfile(
  id: string,
  options: Parameters<typeof openProject>[0],
  signal: AbortSignal,
): Promise<StoredProfile> {
  const { storage } = await openProject(options, signal);
  const registry = await openRegistry(storage);
  try {
    const stored = (await wholeResult(registry, id)) as Partial<StoredProfile> | undefined;
    if (stored?.drawn?.proposals === undefined) {
      throw new PlumblineError('usage', `no profile ${id} is kept in this project`, {
        help: 'draw it again: plumbline profile FILE',
      });
    }
    return stored as StoredProfile;
  } finally {
    registry.dispose();
  }
}

/** `1,2,5-9` as places in the list, from 0. */
function placesIn(text: string, count: number): ReadonlySet<number> {
  const places = new Set<number>();
  for (const part of text.split(',')) {
    const [, from = '', to = from] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === '' || first < 1 || last > count || first > last) {
      throw new PlumblineError('usage', `${JSON.stringify(part.trim())} is no proposal of this profile`, {
        why: `they have the numbers 1 to ${count}`,
        help: '--accept 1,2,5-9',
      });
    }
    for (let number = first; number <= last; number += 1) places.add(number - 1);
  }
  return places;
}
