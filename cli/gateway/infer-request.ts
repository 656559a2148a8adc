import type { FeatureValue } from '../../core/deployments/predictor-host.ts';
import { DATATYPES, readBinary } from './datatype.ts';
import { badRequest } from './http-problem.ts';

/** What a client asks, read: one list of values for each input, all of one length. */
export interface InferRequest {
  readonly id: string | undefined;
  readonly inputs: ReadonlyMap<string, readonly FeatureValue[]>;
  readonly rows: number;
  /** The outputs that are wanted, and how; undefined: all of them. */
  readonly outputs: readonly WantedOutput[] | undefined;
  /** Whether outputs that do not say it themselves come as bytes. */
  readonly binary: boolean;
}

export interface WantedOutput {
  readonly name: string;
  readonly binary: boolean;
}

/** So many rows may stand in one request. */
const MOST_ROWS = 100_000;

/**
 * Reads the body of an inference request. With the header `Inference-Header-Content-Length` the body is that many bytes
 * of JSON, and after them the values of those inputs that say `binary_data_size`, one after the other.
 */
export function readInferRequest(body: Buffer, headerLength: string | undefined): InferRequest {
  const end = headerLength === undefined ? body.length : Number(headerLength);
  if (!Number.isInteger(end) || end < 0 || end > body.length) {
    throw badRequest(`Inference-Header-Content-Length is ${headerLength}, the body has ${body.length} bytes`);
  }
  const request = asRecord(parse(body.toString('utf8', 0, end)), 'the request');
  const { id } = request;
  if (id !== undefined && typeof id !== 'string') throw badRequest('`id` has to be a text');
  if (!Array.isArray(request.inputs) || request.inputs.length === 0)
    throw badRequest('`inputs` has to be a list of tensors');
  const inputs = new Map<string, readonly FeatureValue[]>();
  let at = end;
  for (const each of request.inputs) {
    const tensor = asRecord(each, 'an input');
    const { name, datatype, count } = headOf(tensor);
    if (inputs.has(name)) throw badRequest(`input ${name} stands twice`);
    const size = parametersOf(tensor).binary_data_size;
    if (size === undefined) {
      inputs.set(name, valuesOf(tensor.data, datatype, count, name));
      continue;
    }
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || at + size > body.length) {
      throw badRequest(`input ${name}: binary_data_size is ${size}, and ${body.length - at} bytes are left`);
    }
    inputs.set(name, readBinary(body.subarray(at, at + size), datatype, count, name));
    at += size;
  }
  if (at !== body.length) throw badRequest(`${body.length - at} bytes follow the last input`);
  const parameters = parametersOf(request);
  return {
    id,
    inputs,
    rows: rowsOf(inputs),
    outputs: outputsOf(request.outputs),
    binary: parameters.binary_data_output === true,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`the body is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

type Plain = Readonly<Record<string, unknown>>;

function asRecord(value: unknown, what: string): Plain {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Plain;
  throw badRequest(`${what} has to be an object`);
}

function parametersOf({ parameters }: Plain): Plain {
  return parameters === undefined ? {} : asRecord(parameters, '`parameters`');
}

function headOf({ name, shape, datatype }: Plain) {
  if (typeof name !== 'string' || name === '') throw badRequest('an input has no name');
  if (typeof datatype !== 'string' || !DATATYPES.includes(datatype)) {
    throw badRequest(`input ${name}: the datatype ${datatype} is not supported; there is ${DATATYPES.join(', ')}`);
  }
  const isShape =
    Array.isArray(shape) && shape.length > 0 && shape.every((each) => Number.isInteger(each) && each >= 0);
  if (!isShape) throw badRequest(`input ${name}: \`shape\` has to be a list of whole numbers`);
  const [count, ...rest] = shape as number[];
  if (rest.some((each) => each !== 1)) {
    throw badRequest(`input ${name} has the shape [${shape}]; a feature has one value for each row: [n] or [n, 1]`);
  }
  if ((count ?? 0) > MOST_ROWS) throw badRequest(`${count} rows are too many for one request; ${MOST_ROWS} may be`);
  return { name, datatype, count: count ?? 0 };
}

/** In JSON a value may also be missing: `null`. */
function valuesOf(data: unknown, datatype: string, count: number, name: string): readonly FeatureValue[] {
  if (!Array.isArray(data)) throw badRequest(`input ${name} has no \`data\``);
  const values = data.flat(1) as unknown[];
  if (values.length !== count) throw badRequest(`input ${name} has ${values.length} values, its shape says ${count}`);
  const wrong = values.find((value) => value !== null && !fits(value, datatype));
  if (wrong !== undefined) throw badRequest(`input ${name}: ${JSON.stringify(wrong)} is no ${datatype}`);
  return values as readonly FeatureValue[];
}

function fits(value: unknown, datatype: string): boolean {
  if (datatype === 'BYTES') return typeof value === 'string';
  if (datatype === 'BOOL') return typeof value === 'boolean';
  return typeof value === 'number' && (datatype.startsWith('FP') || Number.isSafeInteger(value));
}

function rowsOf(inputs: ReadonlyMap<string, readonly FeatureValue[]>): number {
  const [[first, values] = ['', []], ...rest] = inputs;
  const other = rest.find(([, { length }]) => length !== values.length);
  if (other !== undefined) {
    throw badRequest(`input ${first} has ${values.length} rows, and ${other[0]} has ${other[1].length}`);
  }
  if (values.length === 0) throw badRequest('the request has no rows');
  return values.length;
}

function outputsOf(outputs: unknown): readonly WantedOutput[] | undefined {
  if (outputs === undefined) return undefined;
  if (!Array.isArray(outputs)) throw badRequest('`outputs` has to be a list');
  return outputs.map((each) => {
    const output = asRecord(each, 'an output');
    if (typeof output.name !== 'string') throw badRequest('an output has no name');
    return { name: output.name, binary: parametersOf(output).binary_data === true };
  });
}
