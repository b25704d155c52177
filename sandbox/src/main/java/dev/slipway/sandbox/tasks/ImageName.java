package dev.slipway.sandbox.tasks;

/** What a container definition's {@code image} names. */
final class ImageName {
    private ImageName() {}

    /** The repository: the name without registry, tag and digest. {@code 127.0.0.1:4566/shop/api:v1} is {@code shop/api}. */
    static String repository(String image) {
        String name = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int slash = name.indexOf('/');
        if (slash > 0 && isRegistry(name.substring(0, slash))) {
            name = name.substring(slash + 1);
        }
        int tag = name.lastIndexOf(':');
        return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
    }

    private static boolean isRegistry(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }
}
