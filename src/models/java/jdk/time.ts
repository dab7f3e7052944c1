/** Mutable dates, calendars and formats. java.time is immutable and stands with the other values. */
import type { ClassModel } from '../../model.ts';
import { each, mutates, part, returns, stores } from '../calls.ts';

const STRING = 'java.lang.String';
const DATE = 'java.util.Date';
const CALENDAR = 'java.util.Calendar';

const setters = (names: string) => each(names.split(' '), mutates());

export const timeModels: readonly ClassModel[] = [
  {
    name: DATE,
    methods: {
      ...setters('setTime setYear setMonth setDate setHours setMinutes setSeconds'),
      'toInstant/0': returns('java.time.Instant'),
      'from/1': returns(DATE),
    },
  },
  {
    name: 'java.sql.Date',
    extends: [DATE],
    methods: { 'toLocalDate/0': returns('java.time.LocalDate'), 'valueOf/1': returns('java.sql.Date') },
  },
  {
    name: 'java.sql.Time',
    extends: [DATE],
    methods: { 'toLocalTime/0': returns('java.time.LocalTime'), 'valueOf/1': returns('java.sql.Time') },
  },
  {
    name: 'java.sql.Timestamp',
    extends: [DATE],
    methods: {
      'setNanos/1': mutates(),
      'toLocalDateTime/0': returns('java.time.LocalDateTime'),
      'valueOf/1': returns('java.sql.Timestamp'),
    },
  },
  {
    name: CALENDAR,
    methods: {
      ...setters(
        'set setTime setTimeInMillis add roll clear setLenient setFirstDayOfWeek setMinimalDaysInFirstWeek setWeekDate',
      ),
      'setTimeZone/1': stores(0),
      // A new Date each time: changing it changes nothing of the calendar.
      'getTime/0': returns(DATE),
      getInstance: returns(CALENDAR),
      'getTimeZone/0': part('java.util.TimeZone'),
      'toInstant/0': returns('java.time.Instant'),
    },
  },
  {
    name: 'java.util.GregorianCalendar',
    extends: [CALENDAR],
    methods: { 'setGregorianChange/1': mutates(), 'toZonedDateTime/0': returns('java.time.ZonedDateTime') },
  },
  {
    name: 'java.util.TimeZone',
    methods: { ...setters('setRawOffset setID'), getTimeZone: returns('java.util.TimeZone') },
  },
  {
    name: 'java.util.SimpleTimeZone',
    extends: ['java.util.TimeZone'],
    methods: setters('setStartRule setEndRule setStartYear setDSTSavings'),
  },
  {
    name: 'javax.xml.datatype.XMLGregorianCalendar',
    methods: {
      ...setters(
        'setYear setMonth setDay setHour setMinute setSecond setMillisecond setFractionalSecond setTime setTimezone add clear reset',
      ),
      'toGregorianCalendar/0': returns('java.util.GregorianCalendar'),
    },
  },
  { name: 'java.text.Format', methods: { format: returns(STRING), parseObject: {} } },
  {
    name: 'java.text.DateFormat',
    extends: ['java.text.Format'],
    methods: {
      ...setters('setLenient setTimeZone setCalendar setNumberFormat'),
      'parse/1': returns(DATE),
      'getCalendar/0': part(CALENDAR),
      'getTimeZone/0': part('java.util.TimeZone'),
      'getNumberFormat/0': part('java.text.NumberFormat'),
      ...each(
        ['getInstance', 'getDateInstance', 'getTimeInstance', 'getDateTimeInstance'],
        returns('java.text.DateFormat'),
      ),
    },
  },
  {
    name: 'java.text.SimpleDateFormat',
    extends: ['java.text.DateFormat'],
    methods: {
      ...setters('applyPattern applyLocalizedPattern set2DigitYearStart setDateFormatSymbols'),
      'toPattern/0': returns(STRING),
    },
  },
  {
    name: 'java.text.NumberFormat',
    extends: ['java.text.Format'],
    methods: {
      ...setters(
        `setGroupingUsed setMaximumFractionDigits setMinimumFractionDigits setMaximumIntegerDigits setMinimumIntegerDigits
setParseIntegerOnly setCurrency setRoundingMode setStrict`.replace('\n', ' '),
      ),
      'parse/1': returns('java.lang.Number'),
      ...each(
        ['getInstance', 'getNumberInstance', 'getIntegerInstance', 'getCurrencyInstance', 'getPercentInstance'],
        returns('java.text.NumberFormat'),
      ),
    },
  },
  {
    name: 'java.text.DecimalFormat',
    extends: ['java.text.NumberFormat'],
    methods: setters(
      `applyPattern applyLocalizedPattern setDecimalFormatSymbols setDecimalSeparatorAlwaysShown setGroupingSize setMultiplier
setNegativePrefix setNegativeSuffix setPositivePrefix setPositiveSuffix setParseBigDecimal`.replace('\n', ' '),
    ),
  },
  {
    name: 'java.text.MessageFormat',
    extends: ['java.text.Format'],
    methods: {
      ...setters('applyPattern setFormat setFormats setFormatByArgumentIndex setFormatsByArgumentIndex setLocale'),
      'parse/1': returns('java.lang.Object[]'),
    },
  },
];
