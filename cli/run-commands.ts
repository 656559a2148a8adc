// Commands that need the engine. They lie in a bundle of their own, so that `check` and `lsp` never load it.
export { commits } from './commands/commits.ts';
export { drift } from './commands/drift.ts';
export { evaluate } from './commands/evaluate.ts';
export { exportSuites } from './commands/export.ts';
export { importFiles } from './commands/import.ts';
export { profile } from './commands/profile.ts';
export { read } from './commands/read.ts';
export { run } from './commands/run.ts';
export { serve } from './commands/serve.ts';
export { createTrainingData, recreateTrainingData } from './commands/td.ts';
export { test } from './commands/test.ts';
export { validate } from './commands/validate.ts';
