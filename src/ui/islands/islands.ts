/**
 * The few places where a script makes a page better; each is a custom element around markup that works without it.
 * No framework, no state that outlives the page, no `innerHTML`: the content policy demands trusted types.
 */
import { ClosingMenu } from './closing-menu.ts';
import { ConfirmLink } from './confirm-link.ts';
import { DraftGuard } from './draft-guard.ts';
import { LivePage } from './live-page.ts';
import { PasskeyButton } from './passkey-button.ts';
import { SearchKey } from './search-key.ts';
import { SentOnce } from './sent-once.ts';
import { TableKeys } from './table-keys.ts';
import { UnitPicker } from './unit-picker.ts';

customElements.define('search-key', SearchKey);
customElements.define('table-keys', TableKeys);
customElements.define('sent-once', SentOnce);
customElements.define('draft-guard', DraftGuard);
customElements.define('confirm-link', ConfirmLink);
customElements.define('closing-menu', ClosingMenu);
customElements.define('unit-picker', UnitPicker);
customElements.define('passkey-button', PasskeyButton);
customElements.define('live-page', LivePage);
