// One entry for each element of the page, as an agency that bundles imports them.
import '@plaza-ds/components/form';
import '@plaza-ds/components/field';
import '@plaza-ds/components/choices';
import '@plaza-ds/components/date-field';
import '@plaza-ds/components/file-field';
import '@plaza-ds/components/error-summary';
