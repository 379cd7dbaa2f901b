/** What is said about telephone numbers, in English. */
export default {
  phoneUnreadable: 'Write the telephone number in digits',
  phoneWithoutCode: 'Begin the number with + and the code of its country',
  phoneUnknownCode: 'Check how the number begins: no country has this code',
  phoneTooShort: 'The number is too short. In {country} it has at least {least} digits after {code}',
  phoneTooLong: 'The number is too long. In {country} it has at most {most} digits after {code}',
  phoneLength: 'Check the number. In {country} it has {lengths} digits after {code}',
};
