/** What the service says in English; the keys every other language must have too. */
const english = {
  title: 'Apply for a home energy grant',
  lead: 'The Municipality of Peñaluna pays part of the work that keeps a home warm. It takes about 5 minutes.',
  needed: 'You need a photo or PDF of a bill or letter that shows your name and your address.',
  send: 'Send application',
  error: 'Error:',
  thereIsAProblem: 'There is a problem',

  name: 'Full name',
  nameHint: 'As you write it yourself',
  email: 'Email address',
  emailHint: 'We only use it to write to you about this application',
  birthDate: 'Date of birth',
  birthDateHint: 'For example, 27 3 1980',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  region: 'Region',
  regionChoose: 'Choose a region',
  contact: 'How do you want to hear from us?',
  contactHint: 'Choose one',
  contacts: {
    email: 'By email',
    phone: 'By phone',
    office: 'In person',
  },
  contactHints: {
    email: 'We write to the address above',
    phone: 'You call us on 800 000 000 and read out your reference',
    office: 'You come to the municipal office with your reference',
  },
  needs: 'What does your home need?',
  needsHint: 'Choose all that apply',
  or: 'or',
  needNames: {
    insulation: 'Insulation of roof or walls',
    heating: 'Heating',
    windows: 'Windows',
    none: 'None of these',
  },
  about: 'About your home (optional)',
  aboutHint: 'For example, where it is cold or damp. Leave out what is private.',
  aboutLimit: (most: string) => `You can enter up to ${most} characters`,
  proof: 'Proof of your address',
  proofHint: 'A bill or letter with your name: PDF, photo or scan, up to 5 MB',
  proofKept: 'is kept. Choose another file only to replace it.',
  proofRemove: (file: string) => `Remove ${file}`,

  errors: {
    nameMissing: 'Enter your full name',
    nameTooLong: (most: string, count: string) => `Your name must have ${most} characters or fewer. It has ${count}.`,
    emailMissing: 'Enter your email address',
    emailWrong: 'Write an email address with an @, like name@example.org',
    dateMissing: 'Enter your date of birth',
    dateIncomplete: (parts: string) => `Add the ${parts} to the date`,
    dateNotReal: 'Check the date: it does not exist',
    yearDigits: 'Write the year with 4 digits, like 1980',
    dateFuture: 'Your date of birth must be today or in the past',
    dateTooEarly: 'Your date of birth must be 1 January 1900 or later',
    parts: { day: 'day', month: 'month', year: 'year' },
    regionMissing: 'Choose your region',
    contactMissing: 'Choose how you want to hear from us',
    needsMissing: 'Choose what your home needs, or “None of these”',
    needsNoneWithOthers: 'Choose “None of these” or the other options, not both',
    needsUnknown: 'Choose what your home needs from the list',
    aboutTooLong: (count: number, shown: string) =>
      `Shorten your answer by ${shown} ${count === 1 ? 'character' : 'characters'}`,
    nul: (label: string) => `“${label}” had a character that cannot be kept (NUL). We took it out: check your answer.`,
    cut: (label: string, most: string) =>
      `“${label}” is too long for us to show in full. We kept the first ${most} characters: shorten it.`,
    proofMissing: 'Choose a file that shows your name and address',
    proofTooLarge: 'The file is larger than 5 MB. Choose a smaller one, or a photo of the page.',
    proofFarTooLarge: 'The file you chose is too large for us to receive. Choose one of 5 MB or less.',
    proofEmpty: 'The file is empty. Choose another one.',
    proofType: 'The file is not one that we can open. Choose a PDF, JPEG, PNG, WebP or HEIC file.',
    proofGone: 'We no longer have the file you chose before. Choose it again.',
    unnamedFile: 'file',
  },

  notices: {
    anotherSite:
      'This form was sent from another site, so we did not accept it. Check your answers. If they are yours, send it again from here.',
    noProof:
      'We could not tell that this form was sent from our page, so nothing was sent yet. Your answers are still here: send it again. If you see this twice, allow cookies for this site.',
    broken:
      'Your form did not arrive whole, so nothing was sent yet. Check your answers, add what is missing and send it again.',
    unavailable:
      'We cannot save your application right now, so nothing was sent yet. Your answers are still here: wait a few minutes and send it again.',
    failed:
      'The fault is ours: something went wrong and nothing was sent yet. Your answers are still here: send it again in a few minutes.',
    chooseFileAgain: 'Choose your file again too.',
    fileRemoved: 'Your file was removed.',
    otherKind: 'We could not read what was sent, so nothing was sent yet. Fill in this form and send it.',
  },

  confirmation: {
    title: 'Application sent',
    reference: 'Your reference',
    keep: 'Write it down. You need it when you call us or come to see us.',
    next: 'What happens next',
    steps: [
      'We check your application within 15 working days.',
      'If something is missing, we tell you what, and you have 30 days to send it.',
      'If we agree, we visit your home before any work begins.',
    ],
    how: {
      email: 'You get our answer by email.',
      phone: 'Call 800 000 000, Monday to Friday, 8:30 to 17:00, and read out your reference.',
      office: 'Come to the municipal office, Monday to Friday, 8:30 to 14:00, with your reference.',
    },
    sent: 'What you sent',
    sentOn: 'Sent on',
    noAnswer: 'No answer',
    another: 'Start another application',
  },

  alreadySent: {
    title: 'You have already sent this application',
    explain:
      'You sent this form before with other answers. What we have is below; the answers you gave just now were not sent.',
    change: 'To change what you sent, call 800 000 000 and read out your reference.',
    startWithAnswers: 'Start a new application with your latest answers',
    startEmpty: 'Start a new, empty application',
  },

  unknownApplication: 'We cannot find that application',
  unknownApplicationHelp: 'Check the address, or call 800 000 000 with your reference.',
};

export type Words = typeof english;
export default english;
