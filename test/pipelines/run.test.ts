import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { events, json, plumbline } from '../cli/cli-kit.ts';
import { assertTidy, kept, runsOf, trips, withShop } from './pipeline-kit.ts';

const RUN = ['run', 'make_trips'];

describe('a run that succeeds', () => {
  test('keeps what the program wrote, records it, and says so', async () => {
    await withShop({}, async (folder) => {
      const { code, stdout } = await plumbline(folder, RUN);
      assert.equal(code, 0);
      assert.match(
        stdout,
        /^✓ trips: its one expectation holds \(trips@1, 3 rows, .*\)\n✓ make_trips wrote trips@1 \(3 added\) \(.* s\)\n$/,
      );
      assert.equal((await kept(folder))?.text, trips(1, 2, 3));
      const [run] = await runsOf(folder);
      assert.deepEqual([run?.status, run?.exitCode, run?.asset?.name], ['succeeded', 0, 'make_trips']);
      assert.equal(run?.id, (await kept(folder))?.run);
      assert.equal(await readFile(join(folder, '.plumbline', run?.logFile ?? ''), 'utf8'), '');
      await assertTidy(folder);
    });
  });

  test('JSON: the run, its outputs, its log, and the verdicts', async () => {
    await withShop({}, async (folder) => {
      const { run, outputs, log, suites, ...others } = json(await plumbline(folder, [...RUN, '--format', 'json']));
      assert.deepEqual(others, {});
      const [{ commit, ...trips }, ...more] = outputs;
      assert.deepEqual([trips, more], [{ name: 'trips', group: 'feature-group:trips@1' }, []]);
      const { instant, at, ...made } = commit;
      assert.match(`${instant} ${at}`, /^\d{17} \d{4}-\d\d-\d\dT.*Z$/);
      const rows = { added: 3, updated: 0, deleted: 0 };
      const expected = { table: 'trips@1', version: 0, operation: 'overwrite', rows, total: 3, folded: 0, leftOut: [] };
      assert.deepEqual(made, expected);
      assert.match(log, new RegExp(`${run}.log\\.txt$`));
      assert.deepEqual([suites.length, suites[0].success, suites[0].target], [1, true, 'feature-group:trips@1']);
    });
  });

  test('NDJSON: what it does and what the program prints, while it happens', async () => {
    const program = `console.log('one'); console.error('two'); write('trips', 'id,km\\nt0,1\\n')`;
    await withShop({ program }, async (folder) => {
      const all = events(await plumbline(folder, [...RUN, '--format', 'ndjson']));
      const kinds = new Set(all.map(({ event }) => event));
      assert.deepEqual([...kinds].sort(), ['log', 'progress', 'result', 'started', 'suite']);
      assert.equal(all.at(0)?.event, 'started');
      assert.equal(all.at(-1)?.event, 'result');
      const lines = all.flatMap((event) => (event.event === 'log' ? [`${event.stream}: ${event.text}`] : []));
      assert.deepEqual(lines.sort(), ['stderr: two', 'stdout: one']);
    });
  });

  test('the log has every line; in text they come on standard error, with --quiet not at all', async () => {
    const program = `console.log('one'); console.log('two'); write('trips', 'id,km\\nt0,1\\n')`;
    await withShop({ program }, async (folder) => {
      const loud = await plumbline(folder, RUN);
      assert.equal(loud.stderr, '  one\n  two\n');
      const quiet = await plumbline(folder, [...RUN, '--quiet']);
      assert.deepEqual([quiet.stdout, quiet.stderr], ['', '']);
      const [run] = await runsOf(folder);
      assert.equal(await readFile(join(folder, '.plumbline', run?.logFile ?? ''), 'utf8'), 'one\ntwo\n');
    });
  });

  test('the program gets parameters in their types, the seed, and absolute paths', async () => {
    const program = `console.log(JSON.stringify(run)); write('trips', 'id,km\\nt0,1\\n')`;
    const pipeline = 'params: { start: "2013-01-01", limit: 10, share: 0.5, dry: false, none: null }\nseed: 7';
    await withShop({ program, pipeline }, async (folder) => {
      const given = ['start=2013-02-01', 'limit=20', 'dry=true', 'none=x=y'].flatMap((each) => ['--param', each]);
      const { stderr } = await plumbline(folder, [...RUN, ...given]);
      const { run_id, params, inputs, outputs, seed, ...others } = JSON.parse(stderr);
      assert.deepEqual(others, {});
      assert.deepEqual(params, { start: '2013-02-01', limit: 20, share: 0.5, dry: true, none: 'x=y' });
      assert.equal(seed, 7);
      assert.deepEqual(inputs, { raw: join(folder, 'data/trips.csv') });
      assert.ok(outputs.trips.startsWith(join(folder, '.plumbline/runs', run_id)));
      assert.deepEqual((await runsOf(folder))[0]?.params, params);
    });
  });

  test('a pipeline that reads the group of another one', async () => {
    const second = {
      'totals.feature-group.yaml':
        'name: totals\nversion: 2\nprimary_key: [n]\nfeatures:\n  - { name: n, type: int }\n',
      'totals.pipeline.yaml': `name: make_totals\ntype: feature\nrun: ${JSON.stringify([process.execPath, 'totals.mjs'])}\ninputs: { trips: trips@1 }\noutputs: { totals: { feature_group: totals } }\n`,
      'totals.mjs': `import { readFileSync, writeFileSync } from 'node:fs';
        import { DuckDBInstance } from ${JSON.stringify(import.meta.resolve('@duckdb/node-api'))};
        const run = JSON.parse(readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
        const connection = await (await DuckDBInstance.create()).connect();
        const reader = await connection.runAndReadAll("SELECT * FROM '" + run.inputs.trips + "'");
        console.log(reader.columnNames().join());
        writeFileSync(run.outputs.totals, 'n\\n' + reader.currentRowCount + '\\n');`,
    };
    await withShop({ files: second }, async (folder) => {
      const early = await plumbline(folder, ['run', 'make_totals']);
      assert.equal(early.code, 3);
      assert.match(
        early.stderr,
        /feature group trips@1 has no rows yet\n {2}why: the pipeline make_trips has not run.*\n {2}try: plumbline run make_trips/,
      );
      await plumbline(folder, RUN);
      const { code, stderr } = await plumbline(folder, ['run', 'make_totals']);
      // The columns of the group in one Parquet file, a default where the rows had none; nothing of the table's own.
      assert.deepEqual([code, stderr], [0, '  id,km,stops\n']);
      assert.equal((await kept(folder, 'totals_2', 'n'))?.text, 'n\n3\n');
    });
  });
});

describe('the format of an output is seen by its first bytes, with an ending or without', () => {
  const ROWS = [{ id: 't0', km: 1 }];
  const FORMATS: readonly (readonly [format: string, text: string, ending: string])[] = [
    ['csv', 'id,km\nt0,1\n', ''],
    ['csv', 'id,km\nt0,1\n', '.csv'],
    ['json-lines', ROWS.map((row) => JSON.stringify(row)).join('\n'), ''],
    ['json-lines', ROWS.map((row) => JSON.stringify(row)).join('\n'), '.jsonl'],
    ['json', JSON.stringify(ROWS), '.json'],
    ['csv', 'id,km\nt0,1\n', '.whatever'],
  ];
  for (const [format, text, ending] of FORMATS) {
    test(`${format}, ${ending === '' ? 'no ending' : ending}`, async () => {
      const program = `write('trips', ${JSON.stringify(text)}, ${JSON.stringify(ending)})`;
      await withShop({ program }, async (folder) => {
        const ended = await plumbline(folder, [...RUN, '--format', 'json']);
        assert.equal(ended.code, 0, ended.stderr);
        assert.equal((await kept(folder))?.text, trips(1));
        const judged = json(await plumbline(folder, ['validate', 'trips', '--format', 'json']));
        assert.equal(judged.meta.plumbline.rows, 1);
      });
    });
  }

  for (const ending of ['', '.parquet']) {
    test(`parquet, ${ending === '' ? 'no ending' : ending}`, async () => {
      const program = `write('trips', readFileSync(run.inputs.raw), ${JSON.stringify(ending)})`;
      await withShop({ program, inputs: '{ raw: data/trips.parquet }' }, async (folder) => {
        const instance = await DuckDBInstance.create();
        const connection = await instance.connect();
        const file = join(folder, 'data/trips.parquet');
        await connection.run(`COPY (SELECT 't0' AS id, 1::INTEGER AS km) TO '${file}' (FORMAT parquet)`);
        connection.closeSync();
        instance.closeSync();
        assert.equal((await plumbline(folder, RUN)).code, 0);
        assert.equal((await kept(folder))?.text, trips(1));
      });
    });
  }
});

describe('what the output is held against', () => {
  const fails = trips(1, 2, 500);

  test('strict: a critical failure keeps it out, and everything is as it was', async () => {
    await withShop({}, async (folder) => {
      await plumbline(folder, RUN);
      const before = await kept(folder);
      await writeFile(join(folder, 'data/trips.csv'), fails);
      const { code, stdout, stderr } = await plumbline(folder, RUN);
      assert.equal(code, 1);
      assert.match(stdout, /error {3}km: 1 of 3 values is not between 0 and 100 \(33\.3 %\)\n {10}such as 500\n/);
      assert.match(
        stderr,
        /^plumbline: pipeline make_trips: output trips was not taken; nothing was changed\n {2}why: it fails the suite trips.*\n {2}try: .*ingestion: always/,
      );
      assert.deepEqual(await kept(folder), before);
      const [run] = await runsOf(folder);
      assert.equal(run?.status, 'failed');
      assert.match(run?.error?.what ?? '', /was not taken/);
      await assertTidy(folder);
    });
  });

  test('strict, as JSON: the error, and the verdicts that are the reason', async () => {
    await withShop({ files: { 'data/trips.csv': fails } }, async (folder) => {
      const { success, error, run, outputs, suites } = json(await plumbline(folder, [...RUN, '--format', 'json']));
      assert.deepEqual([success, error.kind, outputs], [false, 'findings', []]);
      assert.equal(run, (await runsOf(folder))[0]?.id);
      assert.equal(suites[0].expectations[0].outcome, 'failed');
      assert.equal(await kept(folder), undefined);
    });
  });

  test('always: it is taken, and the failure recorded', async () => {
    await withShop({ ingestion: 'always', files: { 'data/trips.csv': fails } }, async (folder) => {
      const { code, stdout } = await plumbline(folder, RUN);
      assert.equal(code, 0);
      assert.match(stdout, /✗ trips: its one expectation does not hold/);
      assert.equal((await kept(folder))?.text, fails);
    });
  });

  test('a failure that is only a warning never blocks', async () => {
    await withShop({ severity: 'warning', files: { 'data/trips.csv': fails } }, async (folder) => {
      const { code, stdout } = await plumbline(folder, RUN);
      assert.equal(code, 0);
      assert.match(stdout, /warning km: 1 of 3 values is not between/);
      assert.equal((await kept(folder))?.text, fails);
    });
  });

  const BROKEN: readonly (readonly [what: string, text: string, told: RegExp])[] = [
    ['a column that is not there', 'id\nt0\n', /there is no column km/],
    ['values of another type', trips(1, 'far'), /column km is declared as int, and 1 value is none, such as "far"/],
    ['JSON of another type', '[{"id":"t0","km":"far"}]', /km is declared as int/],
    ['something that cannot be read', '{"id": ', /JSON/],
  ];
  for (const [what, text, told] of BROKEN) {
    test(`blocked even where failures are taken: ${what}`, async () => {
      await withShop({ ingestion: 'always', files: { 'data/trips.csv': text } }, async (folder) => {
        const { code, stderr } = await plumbline(folder, RUN);
        assert.equal(code, 1);
        assert.match(stderr, /output trips was not taken; nothing was changed\n {2}why: /);
        assert.match(stderr, told);
        assert.equal(await kept(folder), undefined);
      });
    });
  }

  test('a suite may count on the rows that are kept of another group', async () => {
    const other = `name: trips
feature_group: trips@1
expectations:
  - type: expect_table_row_count_to_equal_other_table
    kwargs: { other_table_name: trips }
`;
    await withShop({}, async (folder) => {
      await plumbline(folder, RUN);
      await writeFile(join(folder, 'trips.expectations.yaml'), other);
      assert.equal((await plumbline(folder, RUN)).code, 0);
      await writeFile(join(folder, 'data/trips.csv'), trips(1));
      const { code, stdout } = await plumbline(folder, RUN);
      assert.equal(code, 1);
      assert.match(stdout, /1 row here, 3 rows there, expected as many as trips has/);
    });
  });
});

describe('a program that goes wrong changes nothing, and ends with 1', () => {
  const WRONG: readonly (readonly [what: string, program: string, told: RegExp])[] = [
    [
      'an exit code',
      `console.error('Traceback'); console.error('ValueError: no such day'); process.exit(5)`,
      /the program ended with exit code 5; nothing was changed\n {2}why: ValueError: no such day\n {2}try: read the whole log in .*log\.txt/,
    ],
    ['a signal', `process.kill(process.pid, 'SIGSEGV')`, /the program was ended by SIGSEGV/],
    ['no output', '', /output trips was not written/],
    ['an empty output', `write('trips', '')`, /output trips is empty/],
    [
      'an output twice',
      `write('trips', 'id,km\\n'); write('trips', 'id,km\\n', '.csv')`,
      /output trips was written more than once.*\n {2}why: there are trips, trips\.csv/,
    ],
    [
      'a folder',
      `import { mkdirSync } from 'node:fs'; mkdirSync(run.outputs.trips)`,
      /output trips is not a file.*\n {2}why: it is a folder/,
    ],
    [
      'a compressed file',
      `import { gzipSync } from 'node:zlib'; write('trips', gzipSync('id,km\\nt0,1\\n'))`,
      /output trips cannot be read/,
    ],
  ];
  for (const [what, program, told] of WRONG) {
    test(what, async () => {
      await withShop({}, async (folder) => {
        await plumbline(folder, RUN);
        const before = await kept(folder);
        const preamble = (await readFile(join(folder, 'make-trips.mjs'), 'utf8')).split('\n').slice(0, 3).join('\n');
        await writeFile(join(folder, 'make-trips.mjs'), `${preamble}\n${program}`);
        const { code, stderr } = await plumbline(folder, RUN);
        assert.equal(code, 1);
        assert.match(stderr, told);
        assert.deepEqual(await kept(folder), before);
        assert.equal((await runsOf(folder))[0]?.status, 'failed');
        await assertTidy(folder);
      });
    });
  }

  test('the time is up', async () => {
    await withShop({ program: 'setInterval(() => {}, 1000)', pipeline: 'timeout: 500ms' }, async (folder) => {
      const { code, stderr } = await plumbline(folder, RUN);
      assert.equal(code, 1);
      assert.match(stderr, /the program did not end within 500ms; nothing was changed\n {2}try: .*raise `timeout`/);
      assert.equal((await runsOf(folder))[0]?.status, 'failed');
    });
  });

  test('one output of two is missing: neither is taken', async () => {
    const shop = {
      program: `write('trips', 'id,km\\nt0,1\\n')`,
      outputs: '{ trips: { feature_group: trips@1 }, others: { feature_group: others@1 } }',
      files: {
        'others.feature-group.yaml':
          'name: others\nversion: 1\nprimary_key: [n]\nfeatures:\n  - { name: n, type: int }\n',
      },
    };
    await withShop(shop, async (folder) => {
      const { code, stderr } = await plumbline(folder, RUN);
      assert.equal(code, 1);
      assert.match(stderr, /output others was not written/);
      assert.equal(await kept(folder), undefined);
    });
  });
});

describe('what cannot be run at all ends with 3, and says what to do', () => {
  const CASES: readonly (readonly [what: string, shop: Parameters<typeof withShop>[0], told: RegExp])[] = [
    [
      'an input that is not there',
      { inputs: '{ raw: data/trip.csv }' },
      /input raw of make_trips\.pipeline\.yaml: there is neither a file nor a feature group data\/trip\.csv/,
    ],
    ['an input that is nearly a group', { inputs: '{ raw: trip }' }, /did you mean trips\?/],
    [
      'an output to nowhere',
      { outputs: '{ trips: { feature_group: trip@1 } }' },
      /output trips goes nowhere\n {2}why: there is no feature group trip@1/,
    ],
    [
      'an output to a file',
      { outputs: '{ trips: { file: x.csv } }' },
      /only feature groups and models take outputs so far/,
    ],
    [
      'rows to be deleted, where there are none',
      { outputs: '{ trips: { feature_group: trips@1, operation: delete } }' },
      /there are no rows to delete/,
    ],
    [
      'two outputs for one group',
      { outputs: '{ trips: { feature_group: trips@1 }, more: { feature_group: trips } }' },
      /output more cannot be taken\n {2}why: output trips goes to feature-group:trips@1 as well/,
    ],
    [
      'an output whose name leads elsewhere',
      { outputs: '{ ../trips: { feature_group: trips@1 } }' },
      /cannot be the name of a file/,
    ],
  ];
  for (const [what, shop, told] of CASES) {
    test(what, async () => {
      await withShop(shop, async (folder) => {
        const { code, stdout, stderr } = await plumbline(folder, RUN);
        assert.deepEqual([code, stdout], [3, '']);
        assert.match(stderr, told);
        assert.equal((await runsOf(folder))[0]?.status, 'failed');
      });
    });
  }

  test('an output to a model that is not there', async () => {
    await withShop({ outputs: '{ trips: { model: m } }' }, async (folder) => {
      const { code, stderr } = await plumbline(folder, RUN);
      assert.equal(code, 3);
      assert.match(stderr, /output trips goes nowhere\n {2}why: there is no model m/);
      assert.deepEqual(await runsOf(folder), []);
    });
  });

  test('a program, or a Python, that is not there', async () => {
    await withShop({}, async (folder) => {
      const definition = await readFile(join(folder, 'make_trips.pipeline.yaml'), 'utf8');
      const withProgram = (run: string) =>
        writeFile(join(folder, 'make_trips.pipeline.yaml'), definition.replace(/^run: .*$/m, `run: ${run}`));
      await withProgram('[no-such-program]');
      const missing = await plumbline(folder, RUN);
      assert.equal(missing.code, 3);
      assert.match(missing.stderr, /cannot start no-such-program\n {2}why: no such program was found/);
      await withProgram('[python, x.py]');
      await mkdir(join(folder, 'bin'));
      await writeFile(join(folder, 'plumbline.yaml'), 'project: shop\npython: .venv/bin/python\n');
      const python = await plumbline(folder, RUN, { env: { PLUMBLINE_PYTHON: undefined } });
      assert.equal(python.code, 3);
      assert.match(
        python.stderr,
        /the Python of the project is not there\n {2}why: plumbline\.yaml says `python: \.venv\/bin\/python`\n {2}try: python3 -m venv/,
      );
    });
  });

  test('an unknown pipeline, or parameter, or value: exit code 2', async () => {
    await withShop({ pipeline: 'params: { limit: 10, dry: false }' }, async (folder) => {
      const wrong = async (...args: string[]) => {
        const { code, stderr } = await plumbline(folder, ['run', ...args]);
        assert.equal(code, 2, stderr);
        return stderr;
      };
      assert.match(await wrong('make_trip'), /there is no pipeline make_trip\n {2}try: did you mean make_trips\?/);
      assert.match(await wrong('x'), /try: there is make_trips/);
      assert.match(
        await wrong('make_trips', '--param', 'limt=1'),
        /has no parameter limt\n.*\n {2}try: did you mean limit\?/,
      );
      assert.match(
        await wrong('make_trips', '--param', 'limit=many'),
        /parameter limit is a number, and `many` is none/,
      );
      assert.match(await wrong('make_trips', '--param', 'dry=yes'), /parameter dry is true or false, not `yes`/);
      assert.match(await wrong('make_trips', '--param', 'limit'), /try: --param name=value/);
      assert.deepEqual(await runsOf(folder), []);
    });
  });
});
