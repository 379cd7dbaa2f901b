// The elements that this page uses. Each import defines its own; what is not imported is not sent.
import '@plaza-ds/components/choices';
import '@plaza-ds/components/error-summary';
import '@plaza-ds/components/field';
import '@plaza-ds/components/form';
