#!/usr/bin/env node
import { main } from './program.ts';

// Exit codes are set, not forced, so that what is still being printed gets printed.
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 3;
  },
);
