import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import jdk.random.Xoshiro256PlusPlus;

/**
 * Prints generator.csv. Run it as: java --add-modules jdk.random
 * --add-exports jdk.random/jdk.random=ALL-UNNAMED -Dfile.encoding=UTF-8 Reference.java
 */
class Reference {
    public static void main(String[] arguments) {
        System.out.println("seed,stream,draw,next,fraction");
        for (long seed : new long[] {0, 1, 2, 1234567, -1}) {
            print(seed, "-", xoshiro(seed));
            for (String name : new String[] {"cabinet", "cans", "Küche"}) {
                print(seed, name, xoshiro(new SplittableRandom(seed).nextLong() ^ fnv1a(name)));
            }
        }
    }

    /** The JDK's Xoshiro256PlusPlus, its state filled by the JDK's SplitMix64. */
    static RandomGenerator xoshiro(long seed) {
        SplittableRandom words = new SplittableRandom(seed);
        return new Xoshiro256PlusPlus(
            words.nextLong(), words.nextLong(), words.nextLong(), words.nextLong());
    }

    static long fnv1a(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 1099511628211L;
        }
        return hash;
    }

    /** The first four draws, and then a few from further on. */
    static void print(long seed, String name, RandomGenerator generator) {
        for (int draw = 0; draw < 1000; draw++) {
            long next = generator.nextLong();
            if (draw >= 4 && draw % 333 != 0) continue;
            double fraction = (next >>> 11) * 0x1p-53;
            System.out.println(Long.toUnsignedString(seed) + "," + name + "," + draw + ","
                + Long.toUnsignedString(next) + "," + fraction);
        }
    }
}
