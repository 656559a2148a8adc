import { Compile } from 'typebox/schema';
import { Settings } from 'typebox/system';
import { cannotJudge } from './judge.ts';

// The schema comes from a definition, and no code is ever made of what a definition says.
Settings.Set({ useAcceleration: false });

/** Whether a text is JSON that the JSON Schema allows. */
export function schemaTest(schema: Readonly<Record<string, unknown>>): (text: string) => boolean {
  const check = compiled(schema);
  return (text) => {
    try {
      return check(JSON.parse(text));
    } catch {
      return false;
    }
  };
}

function compiled(schema: Readonly<Record<string, unknown>>): (value: unknown) => boolean {
  try {
    const validator = Compile(schema);
    return (value) => validator.Check(value);
  } catch (error) {
    throw cannotJudge(`json_schema is no JSON Schema: ${error instanceof Error ? error.message : error}`);
  }
}
