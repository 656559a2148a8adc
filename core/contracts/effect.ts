import type { Change, TypeChange } from './change.ts';

export type Party = 'readers' | 'writers';

/** Whom a change breaks, or that it wants a look; and why, as a clause that follows the change. */
export interface Effect {
  readonly breaks: readonly Party[];
  readonly review: boolean;
  readonly why: string;
}

/** The table of schema changes: what each breaks, and why. */
export function effectOf(change: Change): Effect {
  switch (change.kind) {
    case 'feature-dropped':
      return breaks(BOTH, 'who reads it finds nothing, and who writes it is refused');
    case 'feature-renamed':
      return breaks(BOTH, 'who reads or writes the old name finds nothing');
    case 'feature-appended':
      return change.hasDefault
        ? safe('older rows get the default')
        : breaks(BOTH, 'older rows have no value for it, and writers do not give one');
    case 'type-changed':
      return typeEffect(change);
    case 'online-type-changed':
      return ONLINE_TYPE[change.how];
    case 'default-added':
      return safe('rows without a value get one');
    case 'default-changed':
      return review('the values of older rows change silently');
    case 'default-dropped':
      return breaks(BOTH, 'rows written before the feature was there lose their value');
    case 'unit-changed':
      return breaks(BOTH, 'the same number now means something else');
    case 'function-changed':
    case 'function-body-changed':
      return breaks(READERS, 'old and new rows are computed differently');
    case 'primary-key-changed':
      return breaks(BOTH, 'rows are told apart differently, so joins and upserts change');
    case 'event-time-changed':
      return breaks(BOTH, 'point-in-time joins take other rows');
    case 'partition-key-changed':
      return review('the files of the table are split differently');
    case 'online-started':
      return safe('nothing read it online before');
    case 'online-stopped':
      return breaks(READERS, 'deployments that read it online find nothing');
    case 'suite-attached':
      return review('data that passed may now be refused');
    case 'suite-detached':
      return review('data that was refused now passes');
    case 'ingestion-changed':
      return review(change.to === 'strict' ? 'a failing suite now blocks the insert' : 'a gate is gone');
    case 'labels-changed':
      return breaks(READERS, 'models trained on it predict something else');
    case 'source-changed':
    case 'selection-changed':
    case 'join-added':
    case 'join-dropped':
    case 'join-changed':
    case 'filter-changed':
      return breaks(READERS, 'training data made before and after cannot be compared');
    case 'transformations-changed':
      return breaks(READERS, 'every model trained on it expects the old transformation');
    case 'training-dataset-changed':
    case 'training-dataset-dropped':
      return breaks(READERS, 'models trained on it cannot be reproduced');
    case 'evaluation-set-changed':
    case 'evaluation-set-dropped':
      return review('models judged on it cannot be compared with later ones');
    case 'training-dataset-added':
    case 'evaluation-set-added':
      return safe('nothing depends on it yet');
    case 'metadata-changed':
      return safe('the data stays as it is');
  }
}

const READERS = ['readers'] as const;
const BOTH = ['readers', 'writers'] as const;

const ONLINE_TYPE = {
  shortened: breaks(BOTH, 'longer values no longer fit'),
  lengthened: safe('every old value fits'),
  changed: breaks(BOTH, 'online readers get values of another type'),
  unknown: review('the length of the default type is up to the online store'),
} as const;

function typeEffect({ how }: TypeChange): Effect {
  switch (how) {
    case 'widened':
      return review('every old value fits, yet readers must take the wider type');
    case 'changed':
      return breaks(BOTH, 'old values are not values of the new type');
    case 'field-dropped':
    case 'field-renamed':
      return breaks(BOTH, 'who reads or writes the old field finds nothing');
    case 'field-appended':
      return breaks(BOTH, 'older rows have no value for the field');
  }
}

function breaks(parties: readonly Party[], why: string): Effect {
  return { breaks: parties, review: false, why };
}

function review(why: string): Effect {
  return { breaks: [], review: true, why };
}

function safe(why: string): Effect {
  return { breaks: [], review: false, why };
}
