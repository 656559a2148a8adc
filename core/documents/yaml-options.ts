import { Schema } from 'yaml';

/**
 * How Plumbline reads YAML: version 1.2 with the merge key `<<`, which Python's parsers know too. One schema object for
 * all chunks, since making one costs as much as parsing a short chunk. Nothing may be added to it while parsing, hence
 * no `!!binary` and the like: such tags are read as the text they stand before.
 */
export const YAML_OPTIONS = {
  prettyErrors: false,
  schema: new Schema({ schema: 'core', merge: true, resolveKnownTags: false }),
};
