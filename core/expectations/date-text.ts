/** Words that stand for a number of a month, of a day of the week, or beside a time, in English as dateutil knows them. */
const MONTH =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAY = /^(mon(day)?|tue(s|sday)?|wed(nesday)?|thu(r|rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?)$/;
const HALF_OF_DAY = /^[ap](\.?m\.?)?$/;
const UNIT = /^(h|hours?|m|minutes?|s|seconds?)$/;
const FILLER = /^(at|on|and|ad|of|st|nd|rd|th|t|z|utc|gmt|[,.;:/ -]+)$/;
const ZONE = /^[a-z]{3,5}$/;

interface Parts {
  /** Numbers that may be a year, a month or a day, in the order of the text. */
  readonly numbers: string[];
  /** The month, where it is a word. */
  month: number | undefined;
  hasTime: boolean;
  hasWeekday: boolean;
}

/** Whether a text is a date, a time or both in one of the many forms that Python's dateutil reads without being told. */
export function isDateText(text: string): boolean {
  const parts: Parts = { numbers: [], month: undefined, hasTime: false, hasWeekday: false };
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
    if (parts.month !== undefined) return false;
    parts.month = MONTHS.indexOf(token.slice(0, 3)) + 1;
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

/** `20130105`, `20130105123000`, `130105`: a whole date in one number; after a date, `103000` is the time. */
function takeDigits(digits: string, parts: Parts): boolean {
  const { numbers } = parts;
  if (numbers.length === 3 && (digits.length === 4 || digits.length === 6)) {
    parts.hasTime = true;
    return Number(digits.slice(0, 2)) < 24 && Number(digits.slice(2, 4)) < 60;
  }
  if (digits.length <= 4) return numbers.push(digits) <= 3;
  if (![6, 8, 12, 14].includes(digits.length)) return false;
  const year = digits.length === 6 ? digits.slice(0, 2) : digits.slice(0, 4);
  const rest = digits.slice(year.length);
  numbers.push(year, rest.slice(0, 2), rest.slice(2, 4));
  parts.hasTime ||= digits.length > 8;
  return numbers.length === 3;
}

/** Whether the numbers can be the parts of one day that exists, in the order that dateutil prefers. */
function isPossible({ numbers, month, hasTime, hasWeekday }: Parts): boolean {
  const [a = 0, b = 0, c = 0] = numbers.map(Number);
  const isYear = (place: number): boolean => (numbers[place]?.length ?? 0) > 2 || Number(numbers[place]) > 31;
  switch (numbers.length + (month === undefined ? 0 : 3)) {
    case 0:
      return hasTime || hasWeekday;
    case 1:
      return isYear(0) || isDay(LEAP_YEAR, 2, a);
    case 2:
      if (isYear(0) || isYear(1)) return isDay(LEAP_YEAR, isYear(0) ? b : a, 1);
      return isDay(LEAP_YEAR, a, b) || isDay(LEAP_YEAR, b, a);
    case 3:
      if (month !== undefined) return true;
      if (isYear(0)) return isDay(a, b, c) || isDay(a, c, b);
      return isDay(c, a, b) || isDay(c, b, a);
    case 4:
      return isYear(0) || isDay(LEAP_YEAR, month ?? 0, a);
    case 5:
      return isYear(0) ? isDay(a, month ?? 0, b) : isDay(b, month ?? 0, a);
    default:
      return false;
  }
}

/** Where no year is given, every day that some year has is one. */
const LEAP_YEAR = 2000;

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year < 100 ? 2000 + year : year, month - 1, day));
  return month >= 1 && month <= 12 && day >= 1 && date.getUTCDate() === day;
}
