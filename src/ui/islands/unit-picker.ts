import { Listening } from './listening.ts';

type UnitChoice = { value: string; label: string; detail?: string };

/** How long the reader must pause before the server is asked. */
const pause = 150;

/** Suggests units while their name or code is typed; without it, the button “find” does the same by a page. */
export class UnitPicker extends Listening {
	#wait: ReturnType<typeof setTimeout> | undefined;
	#asked = new AbortController();

	protected listen(signal: AbortSignal): void {
		const words = this.querySelector<HTMLInputElement>('input[type=search]');
		if (!words) return;
		this.toggleAttribute('live', true);
		words.addEventListener('input', () => this.#soon(words.value), { signal });
		words.addEventListener('keydown', (event) => this.#key(event), { signal });
	}

	/** Enter would send the whole form; ↓ goes on into the list. */
	#key(event: KeyboardEvent): void {
		if (event.key === 'Enter') event.preventDefault();
		if (event.key === 'ArrowDown') this.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
	}

	#soon(words: string): void {
		clearTimeout(this.#wait);
		this.#wait = setTimeout(() => void this.#ask(words.trim()), pause);
	}

	async #ask(words: string): Promise<void> {
		this.#asked.abort();
		this.#asked = new AbortController();
		if (words === '') return;
		const address = `${this.getAttribute('source')}?q=${encodeURIComponent(words)}`;
		try {
			const answer = await fetch(address, { signal: this.#asked.signal, headers: { accept: 'application/json' } });
			if (answer.ok) this.#show((await answer.json()) as UnitChoice[]);
		} catch {
			// Superseded by the next key, or no network: what was found before stays.
		}
	}

	#show(found: UnitChoice[]): void {
		const list = this.querySelector('.picker-choices');
		const chosen = this.querySelector<HTMLInputElement>('input[type=radio]:checked');
		const kept = chosen?.closest('.choice');
		const others = found.filter(({ value }) => value !== chosen?.value);
		list?.replaceChildren(...(kept ? [kept] : []), ...others.map((choice) => this.#row(choice)));
		const status = this.querySelector('output');
		if (status) status.textContent = found.length === 0 ? this.getAttribute('nothing') : '';
	}

	#row({ value, label, detail }: UnitChoice): HTMLElement {
		const row = document.createElement('div');
		row.className = 'choice';
		const input = Object.assign(document.createElement('input'), { type: 'radio', className: 'radio', value });
		input.name = this.getAttribute('name') ?? '';
		input.id = `field-${input.name}-${value}`;
		const text = Object.assign(document.createElement('label'), { htmlFor: input.id, textContent: label });
		if (detail) text.append(Object.assign(document.createElement('span'), { className: 'hint', textContent: detail }));
		row.append(input, text);
		return row;
	}
}
