package hudson.model;

public interface ItemGroup<T extends hudson.model.Item> extends hudson.model.PersistenceRoot, hudson.model.ModelObject {

    default Iterable<hudson.model.Item> allItems() {
        throw new UnsupportedOperationException();
    }

    default <T extends hudson.model.Item> Iterable<T> allItems(Class<T> type, java.util.function.Predicate<T> pred) {
        throw new UnsupportedOperationException();
    }

    default <T extends hudson.model.Item> Iterable<T> allItems(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    default java.util.List<hudson.model.Item> getAllItems() {
        throw new UnsupportedOperationException();
    }

    default <T extends hudson.model.Item> java.util.List<T> getAllItems(
            Class<T> type, java.util.function.Predicate<T> pred) {
        throw new UnsupportedOperationException();
    }

    default <T extends hudson.model.Item> java.util.List<T> getAllItems(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    String getFullDisplayName();

    String getFullName();

    T getItem(String string) throws org.springframework.security.access.AccessDeniedException;

    java.util.Collection<T> getItems();

    default java.util.Collection<T> getItems(java.util.function.Predicate<T> pred) {
        throw new UnsupportedOperationException();
    }

    java.io.File getRootDirFor(T item);

    String getUrl();

    String getUrlChildPrefix();

    void onDeleted(T item) throws java.io.IOException;
}
