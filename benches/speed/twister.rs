//! CPython's `random.Random`, as far as the data generator needs it: the same seed draws the same numbers.
//!
//! The generator is MT19937, seeded by `init_by_array` as Python does from a whole number. Ranges are drawn by taking the
//! needed bits until they fit, so that no number is likelier than another.

/// The number of words in the state.
const WORDS: usize = 624;
/// How far ahead the word lies that is mixed in.
const AHEAD: usize = 397;

/// A stream of random numbers.
pub(crate) struct Twister {
    state: [u32; WORDS],
    next: usize,
}

impl Twister {
    /// `random.Random(seed)`.
    pub(crate) fn new(seed: u32) -> Twister {
        let mut state = [0; WORDS];
        state[0] = 19_650_218_u32;
        for i in 1..WORDS {
            state[i] = scrambled(state[i - 1]).wrapping_mul(1_812_433_253).wrapping_add(word(i));
        }
        let mut i = 1;
        for _ in 0..WORDS {
            state[i] = (state[i] ^ scrambled(state[i - 1]).wrapping_mul(1_664_525)).wrapping_add(seed);
            i = after(i, &mut state);
        }
        for _ in 1..WORDS {
            state[i] = (state[i] ^ scrambled(state[i - 1]).wrapping_mul(1_566_083_941)).wrapping_sub(word(i));
            i = after(i, &mut state);
        }
        state[0] = 0x8000_0000;
        Twister { state, next: WORDS }
    }

    /// `random() < share`.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.fraction() < share
    }

    /// `random()`: from 0 to below 1, in steps of 2⁻⁵³.
    #[expect(clippy::float_arithmetic, reason = "Python draws floating-point numbers")]
    pub(crate) fn fraction(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// `randrange(below)`, for a number above zero.
    pub(crate) fn below(&mut self, below: u32) -> u32 {
        let bits = u32::BITS - below.leading_zeros();
        loop {
            let drawn = self.word() >> (u32::BITS - bits);
            if drawn < below {
                return drawn;
            }
        }
    }

    /// `randrange(from, to)`.
    pub(crate) fn between(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to - from)
    }

    fn word(&mut self) -> u32 {
        if self.next == WORDS {
            self.turn();
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn turn(&mut self) {
        for i in 0..WORDS {
            let joined = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % WORDS] & 0x7fff_ffff);
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + AHEAD) % WORDS] ^ (joined >> 1) ^ odd;
        }
        self.next = 0;
    }
}

fn scrambled(word: u32) -> u32 {
    word ^ (word >> 30)
}

/// The position behind `i`; past the end the last word also becomes the first.
fn after(i: usize, state: &mut [u32; WORDS]) -> usize {
    if i + 1 < WORDS {
        return i + 1;
    }
    state[0] = state[WORDS - 1];
    1
}

fn word(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
