const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** `23 Nov 2026, 16:51`, in the time zone of whoever reads it: the server runs beside the editor. */
export const moment = (iso: string) => format.format(new Date(iso));
