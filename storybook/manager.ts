import { addons } from 'storybook/manager-api';
import { brand } from './theme.ts';

// No shortcuts of one letter: whoever speaks to the computer, or types into an example, would set them off.
addons.setConfig({ theme: brand(), ui: { enableShortcuts: false } });
