/** The sentences that scripts write, in English. What to do, in plain words, blaming nobody. */
export default {
  errorPrefix: 'Error:',
  thereIsAProblem: 'There is a problem',
  sending: 'Sending…',

  valueMissing: 'Fill in “{label}”',
  optionMissing: 'Choose an option for “{label}”',
  optionsMissing: 'Choose at least one option for “{label}”',
  noneAndOthers: 'Choose “{option}” or the other options, not both',
  typeMismatch: 'Write an email address like name@example.org',
  urlMismatch: 'Write a web address that begins with https://',
  patternMismatch: 'Check “{label}”: write it as the example shows',
  tooShort: 'Write at least {min} characters',
  rangeUnderflow: 'Write {min} or more',
  rangeOverflow: 'Write {max} or less',
  stepMismatch: 'Write a number in steps of {step}',
  badInput: 'Write a number',

  charactersLeft: { one: 'You have {count} character left', other: 'You have {count} characters left' },
  charactersOver: {
    one: 'Shorten your answer by {count} character',
    other: 'Shorten your answer by {count} characters',
  },
  wordsLeft: { one: 'You have {count} word left', other: 'You have {count} words left' },
  wordsOver: { one: 'Shorten your answer by {count} word', other: 'Shorten your answer by {count} words' },

  answersCleared: { one: '{count} other answer cleared', other: '{count} other answers cleared' },
  questionsBelow: { one: '{count} more question below', other: '{count} more questions below' },

  day: 'day',
  month: 'month',
  year: 'year',
  dateIncomplete: 'Add the {parts} to the date',
  dateImpossible: 'Check the date: it does not exist',
  yearDigits: 'Write the year with 4 digits, like 1980',
  dateUnderflow: 'Write {min} or a later date',
  dateOverflow: 'Write {max} or an earlier date',

  fileMissing: 'Choose a file for “{label}”',
  fileTooLarge: '“{name}” is {size}. Choose a file of {max} or less',
  fileEmpty: '“{name}” is empty. Choose another file',
  fileType: '“{name}” is of another type. Choose a file of these types: {types}',
  fileChosen: '{name}, {size}, chosen',
  fileRemove: 'Remove {name}',
  fileRemoved: '{name} removed',
};
