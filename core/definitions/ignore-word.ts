/** A comment that begins with this word, and names rules, silences them on its line and the next. */
export const IGNORE_WORD = 'plumbline-ignore';
