// Commands that need the engine. They lie in a bundle of their own, so that `check` and `lsp` never load it.
export { drift } from './commands/drift.ts';
export { evaluate } from './commands/evaluate.ts';
export { profile } from './commands/profile.ts';
export { run } from './commands/run.ts';
export { test } from './commands/test.ts';
export { validate } from './commands/validate.ts';
