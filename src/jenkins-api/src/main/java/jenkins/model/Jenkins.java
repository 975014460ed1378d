package jenkins.model;

public class Jenkins extends hudson.model.Node
        implements jenkins.model.ModifiableTopLevelItemGroup,
                org.kohsuke.stapler.StaplerFallback,
                hudson.model.Saveable,
                hudson.model.ModelObject,
                hudson.security.AccessControlled,
                hudson.model.ItemGroup<hudson.model.TopLevelItem> {
    public static final hudson.util.XStream2 XSTREAM2 = null;
    public static String VERSION;
    public static final hudson.security.PermissionGroup PERMISSIONS = null;
    public static final hudson.security.Permission ADMINISTER = null;
    public static final hudson.security.Permission MANAGE = null;
    public static final hudson.security.Permission SYSTEM_READ = null;
    public static final hudson.security.Permission READ = null;
    public static final org.springframework.security.core.Authentication ANONYMOUS2 = null;

    Jenkins() {}

    public static void checkGoodName(String name) throws hudson.model.Failure {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.AbstractProject<?, ?>> T copy(T src, String name) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.TopLevelItem> T copy(T src, String name) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Computer createComputer() {
        throw new UnsupportedOperationException();
    }

    public hudson.Launcher createLauncher(hudson.model.TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.TopLevelItem createProject(
            hudson.model.TopLevelItemDescriptor type, String name, boolean notify) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public hudson.model.TopLevelItem createProjectFromXML(String name, java.io.InputStream xml)
            throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public static jenkins.model.Jenkins get() throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public hudson.security.ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public static org.springframework.security.core.Authentication getAuthentication2() {
        throw new UnsupportedOperationException();
    }

    public hudson.security.AuthorizationStrategy getAuthorizationStrategy() {
        throw new UnsupportedOperationException();
    }

    public hudson.remoting.Callable<hudson.util.ClockDifference, java.io.IOException> getClockDifferenceCallable() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Computer getComputer(String name) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Computer[] getComputers() {
        throw new UnsupportedOperationException();
    }

    public hudson.slaves.NodeDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Descriptor getDescriptor(Class<? extends hudson.model.Describable> type) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Descriptor getDescriptor(String id) {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.Descriptor> T getDescriptorByType(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.Describable<T>, D extends hudson.model.Descriptor<T>>
            hudson.DescriptorExtensionList<T, D> getDescriptorList(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Descriptor getDescriptorOrDie(Class<? extends hudson.model.Describable> type) {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public <T> hudson.ExtensionList<T> getExtensionList(Class<T> extensionType) {
        throw new UnsupportedOperationException();
    }

    public hudson.ExtensionList getExtensionList(String extensionType) throws ClassNotFoundException {
        throw new UnsupportedOperationException();
    }

    public String getFullDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getFullName() {
        throw new UnsupportedOperationException();
    }

    public hudson.init.InitMilestone getInitLevel() {
        throw new UnsupportedOperationException();
    }

    public static jenkins.model.Jenkins getInstanceOrNull() {
        throw new UnsupportedOperationException();
    }

    public final <T extends hudson.model.Item> T getItem(String pathName, hudson.model.Item context, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public final <T extends hudson.model.Item> T getItem(
            String pathName, hudson.model.ItemGroup context, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Item getItem(String pathName, hudson.model.ItemGroup context) {
        throw new UnsupportedOperationException();
    }

    public final hudson.model.Item getItem(String pathName, hudson.model.Item context) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.TopLevelItem getItem(String name)
            throws org.springframework.security.access.AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.Item> T getItemByFullName(String fullName, Class<T> type)
            throws org.springframework.security.access.AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Item getItemByFullName(String fullName) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.model.TopLevelItem> getItems() {
        throw new UnsupportedOperationException();
    }

    public <T> java.util.List<T> getItems(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.model.TopLevelItem> getItems(
            java.util.function.Predicate<hudson.model.TopLevelItem> pred) {
        throw new UnsupportedOperationException();
    }

    public String getLabelString() {
        throw new UnsupportedOperationException();
    }

    public String getLegacyInstanceId() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Node.Mode getMode() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Node getNode(String name) {
        throw new UnsupportedOperationException();
    }

    public String getNodeDescription() {
        throw new UnsupportedOperationException();
    }

    public hudson.util.DescribableList<hudson.slaves.NodeProperty<?>, hudson.slaves.NodePropertyDescriptor>
            getNodeProperties() {
        throw new UnsupportedOperationException();
    }

    public int getNumExecutors() {
        throw new UnsupportedOperationException();
    }

    public hudson.PluginManager getPluginManager() {
        throw new UnsupportedOperationException();
    }

    public hudson.ProxyConfiguration getProxy() {
        throw new UnsupportedOperationException();
    }

    public java.io.File getRootDir() {
        throw new UnsupportedOperationException();
    }

    public java.io.File getRootDirFor(hudson.model.TopLevelItem child) {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath getRootPath() {
        throw new UnsupportedOperationException();
    }

    public String getRootUrl() throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    public hudson.security.SecurityRealm getSecurityRealm() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.View getStaplerFallback() {
        throw new UnsupportedOperationException();
    }

    public String getUrlChildPrefix() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.User getUser(String name) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.VersionNumber getVersion() {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath getWorkspaceFor(hudson.model.TopLevelItem item) {
        throw new UnsupportedOperationException();
    }

    public boolean isQuietingDown() {
        throw new UnsupportedOperationException();
    }

    public boolean isTerminating() {
        throw new UnsupportedOperationException();
    }

    public boolean isUseSecurity() {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(hudson.model.TopLevelItem item) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void setNodeName(String name) {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public String getNodeName() {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public String getUrl() {
        throw new UnsupportedOperationException();
    }
}
