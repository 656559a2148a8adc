/** Words that stand for a number of a month, of a day of the week, or beside a time, in English as dateutil knows them. */
const MONTH =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/;
const WEEKDAY = /^(mon(day)?|tue(s|sday)?|wed(nesday)?|thu(r|rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?)$/;
const HALF_OF_DAY = /^[ap](\.?m\.?)?$/;
const UNIT = /^(h|hours?|m|minutes?|s|seconds?)$/;
const FILLER = /^(at|on|and|ad|of|st|nd|rd|th|t|z|utc|gmt|[,.;:/ -]+)$/;
const ZONE = /^[a-z]{3,5}$/;

interface Parts {
  /** Numbers that may be a year, a month or a day, in the order of the text. */
  readonly numbers: string[];
  hasMonth: boolean;
  hasTime: boolean;
  hasWeekday: boolean;
}

/** Whether a text is a date, a time or both in one of the many forms that Python's dateutil reads without being told. */
export function isDateText(text: string): boolean {
  const parts: Parts = { numbers: [], hasMonth: false, hasTime: false, hasWeekday: false };
  const rest = withoutTime(text.trim().toLowerCase(), parts);
  const tokens = rest.match(/\d+|[a-z.]+|[^a-z\d]+/g) ?? [];
  for (const token of tokens) if (!take(token.replace(/\.$/, '') || token, parts)) return false;
  return isPossible(parts);
}

/** Takes the time of day and the zone out of a text. */
function withoutTime(text: string, parts: Parts): string {
  const clock =
    /(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?(?![a-z]))?\s*(z|utc|gmt)?\s*([+-]\d{2}:?\d{2}|[+-]\d{2})?(?![\d:])/;
  const match = clock.exec(text);
  if (!match) return text;
  const [all, hour, minute, second = '0', half] = match;
  const isTime = Number(hour) <= (half === undefined ? 23 : 12) && Number(minute) <= 59 && Number(second) <= 59;
  if (!isTime) return text;
  parts.hasTime = true;
  return `${text.slice(0, match.index)} ${text.slice(match.index + all.length)}`;
}

function take(token: string, parts: Parts): boolean {
  if (/^\d+$/.test(token)) return takeDigits(token, parts);
  if (MONTH.test(token)) {
    if (parts.hasMonth) return false;
    parts.hasMonth = true;
    return true;
  }
  if (WEEKDAY.test(token)) {
    parts.hasWeekday = true;
    return true;
  }
  if (HALF_OF_DAY.test(token) || UNIT.test(token)) {
    // `10 am`, `3h`: the number before was no day.
    if (!parts.hasTime && parts.numbers.pop() === undefined) return false;
    parts.hasTime = true;
    return true;
  }
  return FILLER.test(token) || (parts.hasTime && ZONE.test(token));
}

/** `20130105`, `20130105123000`, `201301`: a whole date in one number. */
function takeDigits(digits: string, parts: Parts): boolean {
  if (digits.length <= 4) {
    parts.numbers.push(digits);
    return parts.numbers.length <= 3;
  }
  if (digits.length === 6 || digits.length === 8 || digits.length === 12 || digits.length === 14) {
    const year = digits.length === 6 ? digits.slice(0, 2) : digits.slice(0, 4);
    const rest = digits.slice(year.length);
    parts.numbers.push(year, rest.slice(0, 2), rest.slice(2, 4));
    parts.hasTime ||= digits.length > 8;
    return parts.numbers.length === 3;
  }
  return false;
}

/** Whether the numbers can be the parts of one day that exists. */
function isPossible({ numbers, hasMonth, hasTime, hasWeekday }: Parts): boolean {
  const known = numbers.length + (hasMonth ? 1 : 0);
  if (known > 3) return false;
  if (known === 0) return hasTime || hasWeekday;
  const values = numbers.map(Number);
  const days = values.filter((value) => value >= 1 && value <= 31);
  const months = values.filter((value) => value >= 1 && value <= 12);
  if (known < 3) return hasMonth || values.every((value) => value > 0);
  const years = numbers.filter((number, index) => number.length > 2 || index === 0 || index === numbers.length - 1);
  return years.length > 0 && days.length >= 1 && (hasMonth || (months.length >= 1 && days.length >= 2));
}
