// Rewrites the file named by the first argument without end, each time with a megabyte of one letter.
import { writeAtomically } from '../../../core/platform/write-atomically.ts';

const path = process.argv[2] ?? '';
for (let turn = 0; ; turn++) await writeAtomically(path, (turn % 2 === 0 ? 'a' : 'b').repeat(1_000_000));
