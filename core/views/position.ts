// Pages and the client know `core/views` only; this is where they get positions from.
export type { Position, Range } from '../documents/position.ts';
