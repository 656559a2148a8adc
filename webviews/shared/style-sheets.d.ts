// The bundler takes style sheets; to the type checker they are modules without a value.
declare module '*.css';
