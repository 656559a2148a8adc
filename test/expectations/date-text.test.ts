import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDateText } from '../../core/expectations/date-text.ts';

describe('texts that dateutil reads as a date', () => {
  // Each of these was read, or refused, by python-dateutil 2.9.
  const dates = [
    '2013-01-31',
    '2013-01-31T10:00:00',
    '2013-01-31T10:00:00.123456Z',
    '2013-01-31 10:00:00+02:00',
    '31/01/2013',
    '01/31/13',
    '20130131',
    '20130131T103000',
    'Jan 31 2013',
    'January 31, 2013',
    '31 January 2013 10:30 pm',
    'Thu Sep 25 2003',
    'Thu, 25 Sep 2003 10:49:41 -0300',
    '10:36 am',
    '10:36',
    '10 am',
    'September 2003',
    'Sep 03',
    '2003-09',
    '3rd of May 2001',
    'Wednesday',
    '1',
    '2013',
    'May',
    '2013 01',
    '1.2.3',
  ];
  const others = [
    '',
    'hello',
    '2013-13-45',
    '2013-02-30T25:00',
    'red',
    '12345678901',
    '0',
    'a',
    'noon',
    '201301',
    '99/99/99',
    '2013-02-30',
    'Feb 30 2013',
    'Jan Feb 2013',
    '31.31.31.31',
  ];

  for (const text of dates) test(`${JSON.stringify(text)} is one`, () => assert.equal(isDateText(text), true));
  for (const text of others) test(`${JSON.stringify(text)} is none`, () => assert.equal(isDateText(text), false));
});
