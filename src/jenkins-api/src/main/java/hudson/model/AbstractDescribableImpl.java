package hudson.model;

@Deprecated
public abstract class AbstractDescribableImpl<T extends hudson.model.AbstractDescribableImpl<T>>
        implements hudson.model.Describable<T> {

    public AbstractDescribableImpl() {}
}
