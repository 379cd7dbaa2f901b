// One entry for each element of the page, as an agency that bundles imports them.
import '@plaza-ds/components/form';
import '@plaza-ds/components/field';
import '@plaza-ds/components/choices';
import '@plaza-ds/components/date-field';
import '@plaza-ds/components/file-field';
import '@plaza-ds/components/error-summary';
// The words of the page's language in the same file, so that no second request waits for the first.
import { addWords } from '@plaza-ds/components/classes';
import english from '@plaza-ds/components/words/en';

addWords('en', english);
