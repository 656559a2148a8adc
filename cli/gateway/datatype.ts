import type { FeatureValue } from '../../core/deployments/predictor-host.ts';
import { badRequest } from './http-problem.ts';

/** How a datatype of the Open Inference Protocol v2 is laid out in bytes, little endian. */
interface Layout {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => FeatureValue;
  readonly write: (view: DataView, at: number, value: number) => void;
}

const number = (bytes: number, read: Layout['read'], write: Layout['write']): Layout => ({ bytes, read, write });

const LAYOUTS: Readonly<Record<string, Layout>> = {
  BOOL: number(
    1,
    (view, at) => view.getUint8(at) !== 0,
    (view, at, value) => view.setUint8(at, value),
  ),
  UINT8: number(
    1,
    (view, at) => view.getUint8(at),
    (view, at, value) => view.setUint8(at, value),
  ),
  UINT16: number(
    2,
    (view, at) => view.getUint16(at, true),
    (view, at, value) => view.setUint16(at, value, true),
  ),
  UINT32: number(
    4,
    (view, at) => view.getUint32(at, true),
    (view, at, value) => view.setUint32(at, value, true),
  ),
  UINT64: number(
    8,
    (view, at) => exact(view.getBigUint64(at, true)),
    (view, at, value) => view.setBigUint64(at, BigInt(value), true),
  ),
  INT8: number(
    1,
    (view, at) => view.getInt8(at),
    (view, at, value) => view.setInt8(at, value),
  ),
  INT16: number(
    2,
    (view, at) => view.getInt16(at, true),
    (view, at, value) => view.setInt16(at, value, true),
  ),
  INT32: number(
    4,
    (view, at) => view.getInt32(at, true),
    (view, at, value) => view.setInt32(at, value, true),
  ),
  INT64: number(
    8,
    (view, at) => exact(view.getBigInt64(at, true)),
    (view, at, value) => view.setBigInt64(at, BigInt(value), true),
  ),
  FP32: number(
    4,
    (view, at) => view.getFloat32(at, true),
    (view, at, value) => view.setFloat32(at, value, true),
  ),
  FP64: number(
    8,
    (view, at) => view.getFloat64(at, true),
    (view, at, value) => view.setFloat64(at, value, true),
  ),
};

export type Datatype = 'BOOL' | 'INT32' | 'INT64' | 'FP32' | 'FP64' | 'BYTES' | (string & {});

export const DATATYPES: readonly string[] = [...Object.keys(LAYOUTS), 'BYTES'];

/** The datatype of a feature type of the definitions. */
export function datatypeOf(featureType: string): Datatype {
  const name = /^[a-z]+/.exec(featureType.trim())?.[0];
  switch (name) {
    case 'boolean':
      return 'BOOL';
    case 'int':
      return 'INT32';
    case 'bigint':
      return 'INT64';
    case 'float':
      return 'FP32';
    case 'double':
    case 'decimal':
      return 'FP64';
    default:
      return 'BYTES';
  }
}

/** Reads the values of a tensor from bytes. A text is its length in bytes (4), then as many bytes of UTF-8. */
export function readBinary(bytes: Buffer, datatype: string, count: number, name: string): readonly FeatureValue[] {
  const wrongSize = (needed: string) =>
    badRequest(`input ${name}: ${bytes.length} bytes do not hold ${count} values of ${datatype}, ${needed}`);
  if (datatype === 'BYTES') {
    const values: string[] = [];
    let at = 0;
    while (at + 4 <= bytes.length && values.length < count) {
      const end = at + 4 + bytes.readUInt32LE(at);
      if (end > bytes.length) break;
      values.push(bytes.toString('utf8', at + 4, end));
      at = end;
    }
    if (values.length !== count || at !== bytes.length) throw wrongSize('each with its length in four bytes before it');
    return values;
  }
  const layout = LAYOUTS[datatype];
  if (layout === undefined) throw badRequest(`input ${name}: the datatype ${datatype} is not supported`);
  if (bytes.length !== count * layout.bytes) throw wrongSize(`which are ${layout.bytes} bytes each`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: count }, (_, index) => layout.read(view, index * layout.bytes));
}

/** The other way round. */
export function writeBinary(values: readonly (FeatureValue | undefined)[], datatype: string): Buffer {
  if (datatype === 'BYTES') {
    return Buffer.concat(
      values.flatMap((value) => {
        const text = Buffer.from(String(value ?? ''));
        const head = Buffer.alloc(4);
        head.writeUInt32LE(text.length);
        return [head, text];
      }),
    );
  }
  const { bytes, write } = LAYOUTS[datatype] ?? (LAYOUTS.FP64 as Layout);
  const buffer = Buffer.alloc(values.length * bytes);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  const nothing = datatype.startsWith('FP') ? Number.NaN : 0;
  for (const [index, value] of values.entries()) write(view, index * bytes, value == null ? nothing : Number(value));
  return buffer;
}

/** Beyond 2^53 a number of JavaScript is no longer the number that was meant. */
function exact(value: bigint): number {
  const found = Number(value);
  if (Number.isSafeInteger(found)) return found;
  throw badRequest(`the integer ${value} is beyond 2^53; send it as BYTES`);
}
