/**
 * Rules of axe that ask something of a whole page. An example is a part of one: it has no main landmark, no first
 * heading and no title of its own. Whole pages are held to all of them, in the tests of the site.
 */
export const notForFragments = {
  bypass: { enabled: false },
  'document-title': { enabled: false },
  'landmark-one-main': { enabled: false },
  'page-has-heading-one': { enabled: false },
  region: { enabled: false },
};
