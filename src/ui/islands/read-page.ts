/**
 * A page as a document. XMLHttpRequest parses it itself; a parser of ours would be refused by trusted types.
 *
 * @param known the version that is here already
 * @returns undefined when it is still that one
 */
export const readPage = (address: string, known?: string): Promise<Document | undefined> =>
	new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.responseType = 'document';
		request.addEventListener('load', () => {
			if (request.status === 304) resolve(undefined);
			else if (request.status === 200 && request.responseXML) resolve(request.responseXML);
			else reject(new Error(`status ${request.status}`));
		});
		request.addEventListener('error', () => reject(new Error('no answer')));
		request.open('GET', address);
		if (known !== undefined) request.setRequestHeader('If-None-Match', known);
		request.send();
	});
