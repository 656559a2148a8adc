import { registerHooks } from 'node:module';

// Imported first, this lets modules of the client load outside VS Code, as long as they only call it later.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'vscode') return next(specifier, context);
    return { url: 'data:text/javascript,', format: 'module', shortCircuit: true };
  },
});
