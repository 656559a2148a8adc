import type { FeatureValue, PredictedValue } from '../../core/deployments/predictor-host.ts';
import { writeBinary } from './datatype.ts';
import { badRequest } from './http-problem.ts';
import type { InferRequest } from './infer-request.ts';

/** What was found out for one row; the values are missing where it failed. */
export interface AnsweredRow {
  /** Under which it stands in the log. */
  readonly id: string;
  readonly prediction?: PredictedValue;
  readonly score?: PredictedValue;
  readonly error?: string;
}

export interface Response {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Tensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly values: readonly (FeatureValue | undefined)[];
}

/** Puts the answers of one request into the tensors that it asked for, as JSON or as bytes behind it. */
export function writeInferResponse(
  request: Pick<InferRequest, 'outputs' | 'binary'>,
  head: { readonly name: string; readonly version: number; readonly id: string; readonly isRegression: boolean },
  rows: readonly AnsweredRow[],
): Response {
  const scores = rows.map(({ score }) => score);
  const all = [
    tensorOf(
      'prediction',
      rows.map(({ prediction }) => prediction),
      head.isRegression,
    ),
    ...(scores.some((score) => score !== undefined) ? [tensorOf('score', scores, true)] : []),
  ];
  const blocks: Buffer[] = [];
  const told = wanted(all, request).map(({ tensor: { name, datatype, shape, values }, binary }) => {
    if (!binary) return { name, datatype, shape, data: values.map((value) => value ?? null) };
    const block = writeBinary(values, datatype);
    blocks.push(block);
    return { name, datatype, shape, parameters: { binary_data_size: block.length } };
  });
  const failed = rows.flatMap(({ error }, index) => (error === undefined ? [] : [`row ${index}: ${error}`]));
  const json = Buffer.from(
    JSON.stringify({
      model_name: head.name,
      model_version: String(head.version),
      id: head.id,
      // The protocol knows texts, numbers and truth values here, but no lists.
      parameters: {
        prediction_ids: rows.map(({ id }) => id).join(','),
        ...(failed.length > 0 ? { errors: failed.join('; ') } : {}),
      },
      outputs: told,
    }),
  );
  if (blocks.length === 0) return { headers: { 'content-type': 'application/json' }, body: json };
  return {
    headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(json.length) },
    body: Buffer.concat([json, ...blocks]),
  };
}

function wanted(all: readonly Tensor[], { outputs, binary }: Pick<InferRequest, 'outputs' | 'binary'>) {
  if (outputs === undefined) return all.map((tensor) => ({ tensor, binary }));
  return outputs.map((output) => {
    const tensor = all.find(({ name }) => name === output.name);
    if (tensor !== undefined) return { tensor, binary: output.binary || binary };
    throw badRequest(`there is no output ${output.name}; there is ${all.map(({ name }) => name).join(', ')}`);
  });
}

/** One value a row, or a list of the same length for each: the scores of several classes. */
function tensorOf(name: string, given: readonly (PredictedValue | undefined)[], isReal: boolean): Tensor {
  const lists = given.filter(isList);
  const width = lists[0]?.length ?? 0;
  const isTable = lists.length > 0 && given.every((value) => value === undefined || isList(value, width));
  const nothing = Array.from<undefined>({ length: width });
  const flat: readonly (PredictedValue | undefined)[] = isTable
    ? given.flatMap((value): readonly (PredictedValue | undefined)[] => (isList(value) ? value : nothing))
    : given;
  const values = flat.map((value) => (isList(value) ? JSON.stringify(value) : value));
  const datatype = datatypeOfValues(values, isReal);
  const told = datatype === 'BYTES' ? values.map((value) => (value === undefined ? undefined : String(value))) : values;
  return { name, datatype, shape: isTable ? [given.length, width] : [given.length], values: told };
}

function isList(value: unknown, width?: number): value is readonly PredictedValue[] {
  return Array.isArray(value) && (width === undefined || value.length === width);
}

/** Whole numbers may be real ones that happen to be whole: `isReal` tells. */
function datatypeOfValues(values: readonly (FeatureValue | undefined)[], isReal: boolean): string {
  const present = values.filter((value) => value !== undefined);
  if (present.every((value) => typeof value === 'number')) {
    return !isReal && present.every((value) => Number.isSafeInteger(value)) ? 'INT64' : 'FP64';
  }
  return present.every((value) => typeof value === 'boolean') ? 'BOOL' : 'BYTES';
}
