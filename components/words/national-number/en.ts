/** What is said about national numbers, in English. The right check digit is never said: it would help to make numbers up. */
export default {
  nationalMalformed: 'Check the number: write all of it, as the example shows',
  nationalCharacter: 'Check the number: “{character}” does not belong in it',
  nationalCheckDigit: {
    one: 'Check the number: the last character, “{character}”, does not match the others',
    other: 'Check the number: the last {count} characters, “{character}”, do not match the others',
  },
  nationalCheckWarning: {
    one: 'The last character, “{character}”, does not match the others. If your document says so, go on',
    other: 'The last {count} characters, “{character}”, do not match the others. If your document says so, go on',
  },
  nationalUnknownScheme: 'We cannot check this number now. Go on, and we look at it later',
};
