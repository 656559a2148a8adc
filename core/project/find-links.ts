import { type AssetRef, parseAssetRef, parseTrainingDatasetRef } from '../definitions/asset.ts';
import type { AssetKind } from '../definitions/meaning.ts';
import type { DefinitionFile, DefinitionFileOf, Mention } from './definition-file.ts';
import { type LinkList, type Links, useOf } from './links.ts';
import { nameInGroup, type Slot, slotsOf } from './view-slots.ts';

/** Finds what a file uses of others. */
export function findLinks(file: DefinitionFile): Links {
  const list: LinkList = { uses: new Map(), functions: new Set(), loose: new Set() };
  addColumns(list, file);
  for (const is of REFERENCES) for (const mention of file.mentionsOf(is)) addReference(list, mention);
  addWholes(list, file);
  return { ...list, uses: [...list.uses.values()] };
}

const REFERENCES = ['asset', 'training-dataset', 'python-function', 'transformation'] as const;

function addReference(list: LinkList, { meaning, text }: Mention): void {
  switch (meaning.is) {
    case 'asset':
      useOf(list, meaning.kind, parseAssetRef(text));
      break;
    case 'training-dataset':
      useOf(list, 'feature-view', parseTrainingDatasetRef(text).view);
      break;
    case 'python-function':
    case 'transformation':
      if (text.includes('::')) list.functions.add(text);
      break;
  }
}

/** What the columns that the file mentions are columns of. */
function addColumns(list: LinkList, file: DefinitionFile): void {
  switch (file.kind) {
    case 'expectation-suite': {
      const ref = refOf(file.definition.feature_group);
      addAll(ref === undefined ? list.loose : useOf(list, 'feature-group', ref).columns, file);
      break;
    }
    case 'feature-view':
      addViewColumns(list, file);
      break;
    case 'model': {
      const ref = refOf(file.definition.feature_view);
      if (ref !== undefined) addAll(useOf(list, 'feature-view', ref).columns, file);
      break;
    }
    case 'monitor':
      for (const { kind, ref } of watchedBy(file)) addAll(useOf(list, kind, ref).columns, file);
      break;
  }
}

function addAll(columns: Set<string>, file: DefinitionFile): void {
  for (const name of file.namesOf('column')) columns.add(name);
}

/** A name of the view may come from any group whose prefix it has: whichever of them changes, the view is concerned. */
function addViewColumns(list: LinkList, file: DefinitionFileOf<'feature-view'>): void {
  const slots = slotsOf(file.definition).flatMap((slot) =>
    slot.group === undefined ? [] : [{ ...slot, columns: useOf(list, 'feature-group', slot.group).columns }],
  );
  for (const { text, path, meaning } of file.mentionsOf('column')) {
    const place = meaning.scope === 'from' ? 'from' : path[2];
    for (const slot of slots) {
      if (meaning.scope === 'view' || meaning.scope === 'selectable') {
        const name = nameInGroup(slot, text);
        if (name !== undefined) slot.columns.add(name);
      } else if (slot.place === place || (meaning.scope === 'join-key' && slot.place === 'from')) {
        slot.columns.add(text);
      }
    }
  }
}

/** Uses that no single column shows. */
function addWholes(list: LinkList, file: DefinitionFile): void {
  switch (file.kind) {
    case 'feature-view':
      addSlots(list, slotsOf(file.definition));
      break;
    case 'model': {
      const view = refOf(file.definition.feature_view);
      if (view !== undefined) useOf(list, 'feature-view', view).carries = true;
      break;
    }
    case 'deployment': {
      const model = refOf(file.definition.model);
      if (model !== undefined) useOf(list, 'model', model).carries = true;
      break;
    }
    case 'monitor':
      if (!Array.isArray(file.definition.features)) {
        for (const { kind, ref } of watchedBy(file)) useOf(list, kind, ref).all = true;
      }
      break;
  }
}

function addSlots(list: LinkList, slots: readonly Slot[]): void {
  for (const { group, select } of slots) {
    if (group === undefined) continue;
    const use = useOf(list, 'feature-group', group);
    if (select.kind !== 'only') use.all = true;
    if (slots.length > 1) use.joins = true;
  }
}

/** Where the columns that a monitor watches come from. */
function watchedBy({ definition }: DefinitionFileOf<'monitor'>): readonly Watched[] {
  return [definition.reference, definition.current].flatMap((data): readonly Watched[] => {
    if (data?.training_dataset !== undefined) {
      return [{ kind: 'feature-view', ref: parseTrainingDatasetRef(data.training_dataset).view }];
    }
    if (data?.feature_group !== undefined) return [{ kind: 'feature-group', ref: parseAssetRef(data.feature_group) }];
    return data?.deployment === undefined ? [] : [{ kind: 'deployment', ref: parseAssetRef(data.deployment) }];
  });
}

interface Watched {
  readonly kind: AssetKind;
  readonly ref: AssetRef;
}

function refOf(text: string | undefined): AssetRef | undefined {
  return text === undefined ? undefined : parseAssetRef(text);
}
