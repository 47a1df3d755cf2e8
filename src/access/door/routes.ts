import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { m } from '#words';
import { TooLarge, type House } from '#platform';
import { confirm, showConfirm } from './confirm.tsx';
import { door, type Door } from './door.tsx';
import { issueLink } from './issue-link.tsx';
import {
	newPasskey,
	passkeyConfirm,
	passkeySignIn,
	questionForNewPasskey,
	questionForPasskey,
} from './passkey-exchange.ts';
import { password, showPassword } from './password.tsx';
import { secondFactor, showSecondFactor } from './second-factor.tsx';
import { setUp, showSetUp } from './set-up.tsx';
import { showSignIn, signIn } from './sign-in.tsx';
import { signOut } from './sign-out.ts';
import { noTotp, recoveryCodes, showTotp, totp } from './totp.tsx';

/** Nothing that is typed here is long; a passkey's answer is the longest. */
const largest = 64 * 1024;

/**
 * Sign-in and what belongs to it. Host and origin checks, security headers and problem pages are put around it by `app`,
 * which also leads `ElevationNeeded` to `/xac-nhan`.
 */
export function accessDoor(house: House): Hono {
	const app = new Hono();
	const small = bodyLimit({
		maxSize: largest,
		onError: () => {
			throw new TooLarge(() => m.platform_tooLarge_detail());
		},
	});
	const get = (path: string, answer: (door: Door) => Promise<Response>) => app.get(path, door(house, answer));
	const post = (path: string, answer: (door: Door) => Promise<Response>) => app.post(path, small, door(house, answer));

	get('/dang-nhap', showSignIn);
	post('/dang-nhap', signIn);
	get('/dang-nhap/ma', showSecondFactor);
	post('/dang-nhap/ma', secondFactor);
	post('/dang-nhap/khoa/cau-hoi', questionForPasskey);
	post('/dang-nhap/khoa', passkeySignIn);
	post('/dang-xuat', signOut);
	get('/xac-nhan', showConfirm);
	post('/xac-nhan', confirm);
	post('/xac-nhan/khoa', passkeyConfirm);
	get('/thiet-lap/:token', showSetUp);
	post('/thiet-lap/:token', setUp);

	get('/tai-khoan/mat-khau', showPassword);
	post('/tai-khoan/mat-khau', password);
	get('/tai-khoan/ma-xac-thuc', showTotp);
	post('/tai-khoan/ma-xac-thuc', totp);
	post('/tai-khoan/ma-xac-thuc/bo', noTotp);
	post('/tai-khoan/ma-du-phong', recoveryCodes);
	post('/tai-khoan/khoa/cau-hoi', questionForNewPasskey);
	post('/tai-khoan/khoa', newPasskey);
	post('/nguoi-dung/:id/lien-ket', issueLink);
	return app;
}
