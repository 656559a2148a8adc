/** Eigenvalues of a symmetric matrix with their unit vectors, by Jacobi's rotations; for small matrices. */
export function eigen(matrix: readonly (readonly number[])[]): readonly { value: number; vector: readonly number[] }[] {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0)));
  const at = (rows: number[][], i: number, j: number) => rows[i]?.[j] ?? 0;
  const set = (rows: number[][], i: number, j: number, value: number) => {
    const row = rows[i];
    if (row !== undefined) row[j] = value;
  };
  const rotate = (rows: number[][], i: number, p: number, q: number, c: number, s: number, byColumn: boolean) => {
    const [x, y] = byColumn ? [at(rows, i, p), at(rows, i, q)] : [at(rows, p, i), at(rows, q, i)];
    const [u, w] = [c * x - s * y, s * x + c * y];
    if (byColumn) {
      set(rows, i, p, u);
      set(rows, i, q, w);
    } else {
      set(rows, p, i, u);
      set(rows, q, i, w);
    }
  };
  for (let sweep = 0; sweep < 100; sweep += 1) {
    let off = 0;
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) off += at(a, p, q) ** 2;
    if (off === 0) break;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        if (at(a, p, q) === 0) continue;
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * at(a, p, q));
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
        const c = 1 / Math.sqrt(t ** 2 + 1);
        for (let i = 0; i < size; i += 1) rotate(a, i, p, q, c, t * c, true);
        for (let i = 0; i < size; i += 1) rotate(a, i, p, q, c, t * c, false);
        for (let i = 0; i < size; i += 1) rotate(v, i, p, q, c, t * c, true);
        set(a, p, q, 0);
        set(a, q, p, 0);
      }
    }
  }
  return a.map((_, i) => ({ value: at(a, i, i), vector: v.map((row) => row[i] ?? 0) }));
}
