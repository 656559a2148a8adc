import type { PythonFunction } from '../../core/project/python-source.ts';

/** `def haversine_km(a: float, b: float) -> float` */
export function signatureOf({ name, parameters, returns }: PythonFunction): string {
  const list = parameters.map(({ name: parameter, annotation }) =>
    annotation === undefined ? parameter : `${parameter}: ${annotation}`,
  );
  return `def ${name}(${list.join(', ')})${returns === undefined ? '' : ` -> ${returns}`}`;
}
