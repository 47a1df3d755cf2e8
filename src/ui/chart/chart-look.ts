/* The tokens of the style sheets, once more for pictures, which no style sheet reaches. */
export const ink = '#1b1f27';
export const soft = '#5a554b';
export const line = '#e4dfd5';
export const edge = '#857c6d';

/** Single quotes inside: the drawing writes them between double ones. A picture cannot use the fonts of the page. */
export const fonts = "system-ui, 'Segoe UI', 'Noto Sans', sans-serif";

const colours = ['#1f4e8c', '#b8872b', '#1e6b4a', '#8e1b1b', '#6b6f7a', '#4c8bb5'];

export const colourOf = (at: number): string => colours[at % colours.length]!;

/** A name with a mark of its colour before it; the name itself stays in ink, since gold on paper cannot be read. */
export const nameOf = (name: string, at: number): string => `{mark${at}|■} ${name.replace(/[{}|]/g, ' ')}`;

export const richNames = Object.fromEntries(colours.map((color, at) => [`mark${at}`, { color }]));
